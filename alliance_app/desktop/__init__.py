"""The desktop window: the only room that knows Qt."""

from alliance_app.desktop import thrift

thrift.leave_sources_unread()  # before the other modules come
