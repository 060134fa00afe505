"""The room of supply and demand (供需对接): needs, offers, who fits whom and why, and the picture of the chain."""
