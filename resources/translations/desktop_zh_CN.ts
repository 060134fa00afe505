<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Answering</name>
    <message>
        <source>The value counted from the library holds again.</source>
        <translation>已改回资料库统计的数。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Taken off the evidence. The record itself stays.</source>
        <translation>已从佐证中移除，资料本身还在。</translation>
    </message>
    <message>
        <source>Add files as evidence</source>
        <translation>添加附件作佐证</translation>
    </message>
    <message>
        <source>One self-assessment now; the other is in the trash.</source>
        <translation>已合成一份，另一份在回收站。</translation>
    </message>
</context>
<context>
    <name>Arc</name>
    <message>
        <source>{points} points of {most}</source>
        <translation>{points} 分，满分 {most}</translation>
    </message>
    <message>
        <source>of {most}</source>
        <translation>满分 {most}</translation>
    </message>
</context>
<context>
    <name>Arriving</name>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
</context>
<context>
    <name>Attachments</name>
    <message>
        <source>Photos and files</source>
        <translation>照片与附件</translation>
    </message>
    <message>
        <source>Add files</source>
        <translation>添加文件</translation>
    </message>
    <message>
        <source>Add files (or drop them here)</source>
        <translation>添加文件（也可拖到这里）</translation>
    </message>
    <message>
        <source>on its way</source>
        <translation>还在传来</translation>
    </message>
    <message>
        <source> · on its way</source>
        <translation> · 还在传来</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation>另存一份…</translation>
    </message>
    <message>
        <source>Take off the record</source>
        <translation>从资料中去掉</translation>
    </message>
    <message>
        <source>“{name}” may be a program and was not opened. If you know who added it: “Save a copy…”.</source>
        <translation>“{name}”可能是程序，所以没有打开。如果知道是谁添加的，可以用“另存一份…”。</translation>
    </message>
    <message>
        <source>This file has not arrived yet. It comes with one of the next syncs.</source>
        <translation>这个文件还没有传到，之后同步时会收到。</translation>
    </message>
    <message>
        <source>Save a copy</source>
        <translation>另存一份</translation>
    </message>
    <message>
        <source>Saved as {name}</source>
        <translation>已另存为 {name}</translation>
    </message>
</context>
<context>
    <name>BatchesRoom</name>
    <message>
        <source>Board</source>
        <translation>看板</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Drag a card, or move it with Ctrl and an arrow</source>
        <translation>拖动卡片，或按 Ctrl 加左右方向键推进、退回</translation>
    </message>
    <message>
        <source>＋ New project</source>
        <translation>＋ 新项目</translation>
    </message>
    <message>
        <source>{count} projects</source>
        <translation>{count} 个项目</translation>
    </message>
    <message>
        <source>No project fits these filters.</source>
        <translation>没有符合条件的项目。</translation>
    </message>
    <message>
        <source>No project yet. A small idea of a worker is enough to begin: ＋ New project</source>
        <translation>还没有创新项目。职工的一个小点子就可以开始：＋ 新项目</translation>
    </message>
    <message>
        <source>shown</source>
        <translation>正在显示</translation>
    </message>
    <message>
        <source>Three batches</source>
        <translation>三个一批</translation>
    </message>
</context>
<context>
    <name>Beginning</name>
    <message>
        <source>Make the plan of the first year</source>
        <translation>做出第一年计划</translation>
    </message>
    <message>
        <source>For another union ▾</source>
        <translation>给别的工会做 ▾</translation>
    </message>
    <message>
        <source>What is your union called?</source>
        <translation>请填工会名称。</translation>
    </message>
    <message>
        <source>There are more union members than workers.</source>
        <translation>会员数比职工数还多，请核对。</translation>
    </message>
    <message>
        <source>e.g. 2026-09-10; the plan is counted from it</source>
        <translation>如 2026-09-10，计划从这天算起</translation>
    </message>
    <message>
        <source>e.g. 120</source>
        <translation>如 120</translation>
    </message>
    <message>
        <source>e.g. 96; may be filled in later</source>
        <translation>如 96，以后再填也行</translation>
    </message>
    <message>
        <source>Union</source>
        <translation>工会名称</translation>
    </message>
    <message>
        <source>What a union does in its first year, month by month: what, how, and until when, with a template for each. What your records show as done already is left out.</source>
        <translation>第一年做什么、怎么做、什么时候做完，按月列好，每件都有模板。资料库里看得出已经做了的，不再列入。</translation>
    </message>
    <message>
        <source>A new union? Do this first</source>
        <translation>新建工会，先做这一步</translation>
    </message>
</context>
<context>
    <name>Board</name>
    <message>
        <source>{stage}: to be filled: {missing}</source>
        <translation>{stage}：要补 {missing}</translation>
    </message>
    <message>
        <source>Back to {stage}</source>
        <translation>退回“{stage}”</translation>
    </message>
    <message>
        <source>To {stage}</source>
        <translation>进入“{stage}”</translation>
    </message>
</context>
<context>
    <name>BodyEditor</name>
    <message>
        <source>Text of the record</source>
        <translation>资料正文</translation>
    </message>
    <message>
        <source>Write here. Paste or drop pictures and files.</source>
        <translation>在这里写。图片和文件可以直接粘贴或拖进来。</translation>
    </message>
    <message>
        <source>Preview of the text</source>
        <translation>正文预览</translation>
    </message>
    <message>
        <source>Insert pictures or files</source>
        <translation>插入图片或文件</translation>
    </message>
    <message>
        <source>Number of characters</source>
        <translation>字数</translation>
    </message>
    <message>
        <source>{count} characters</source>
        <translation>{count} 字</translation>
    </message>
</context>
<context>
    <name>BringingIn</name>
    <message>
        <source>Word, Markdown, text (*.docx *.md *.txt)</source>
        <translation>Word、Markdown、文本 (*.docx *.md *.txt)</translation>
    </message>
    <message>
        <source>Import files</source>
        <translation>导入文件</translation>
    </message>
    <message>
        <source>Import a folder</source>
        <translation>导入文件夹</translation>
    </message>
    <message>
        <source>Importing</source>
        <translation>正在导入</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>去看</translation>
    </message>
    <message>
        <source>Just imported</source>
        <translation>刚导入的</translation>
    </message>
    <message>
        <source>{count} imported</source>
        <translation>新增 {count} 条</translation>
    </message>
    <message>
        <source>{count} brought up to date</source>
        <translation>更新 {count} 条</translation>
    </message>
    <message>
        <source>{count} here already</source>
        <translation>{count} 条已有</translation>
    </message>
    <message>
        <source>{count} left out</source>
        <translation>跳过 {count} 项</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>There was nothing to import.</source>
        <translation>没有可导入的内容。</translation>
    </message>
</context>
<context>
    <name>CalendarRoom</name>
    <message>
        <source>The month before</source>
        <translation>上个月</translation>
    </message>
    <message>
        <source>The month after</source>
        <translation>下个月</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Follow-ups due</source>
        <translation>待办期限</translation>
    </message>
    <message>
        <source>Supply and demand</source>
        <translation>供需期限</translation>
    </message>
    <message>
        <source>Export the calendar…</source>
        <translation>导出日历…</translation>
    </message>
    <message>
        <source>A file for the calendar of a telephone or a mail program</source>
        <translation>导出的文件可以放进手机、邮箱的日历里</translation>
    </message>
    <message>
        <source>Nothing takes place on this day.</source>
        <translation>这一天没有安排。</translation>
    </message>
    <message>
        <source>This day</source>
        <translation>这一天</translation>
    </message>
    <message>
        <source>+ {kind}</source>
        <translation>＋{kind}</translation>
    </message>
    <message>
        <source>{year}-{month}</source>
        <translation>{year} 年 {month} 月</translation>
    </message>
    <message>
        <source>{month}-{day}, {weekday}</source>
        <translation>{month} 月 {day} 日 {weekday}</translation>
    </message>
    <message>
        <source>Calendar, {month}</source>
        <translation>日历，{month}</translation>
    </message>
    <message>
        <source>due</source>
        <translation>到期</translation>
    </message>
    <message>
        <source>until</source>
        <translation>截止</translation>
    </message>
    <message>
        <source>New: {kind}</source>
        <translation>新建：{kind}</translation>
    </message>
    <message>
        <source>Export the calendar</source>
        <translation>导出日历</translation>
    </message>
    <message>
        <source>Calendar (*.ics)</source>
        <translation>日历 (*.ics)</translation>
    </message>
    <message>
        <source>{count} events written to {name}. Open it with the calendar of your telephone or computer.</source>
        <translation>已把 {count} 项写入 {name}，用手机或电脑的日历打开即可。</translation>
    </message>
    <message>
        <source>Mon</source>
        <translation>一</translation>
    </message>
    <message>
        <source>Tue</source>
        <translation>二</translation>
    </message>
    <message>
        <source>Wed</source>
        <translation>三</translation>
    </message>
    <message>
        <source>Thu</source>
        <translation>四</translation>
    </message>
    <message>
        <source>Fri</source>
        <translation>五</translation>
    </message>
    <message>
        <source>Sat</source>
        <translation>六</translation>
    </message>
    <message>
        <source>Sun</source>
        <translation>日</translation>
    </message>
    <message>
        <source>Monday</source>
        <translation>星期一</translation>
    </message>
    <message>
        <source>Tuesday</source>
        <translation>星期二</translation>
    </message>
    <message>
        <source>Wednesday</source>
        <translation>星期三</translation>
    </message>
    <message>
        <source>Thursday</source>
        <translation>星期四</translation>
    </message>
    <message>
        <source>Friday</source>
        <translation>星期五</translation>
    </message>
    <message>
        <source>Saturday</source>
        <translation>星期六</translation>
    </message>
    <message>
        <source>Sunday</source>
        <translation>星期日</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>日历</translation>
    </message>
</context>
<context>
    <name>CardDelegate</name>
    <message>
        <source>{count} pictures</source>
        <translation>{count} 图</translation>
    </message>
    <message>
        <source>{count} files</source>
        <translation>{count} 个附件</translation>
    </message>
    <message>
        <source>{who} · {when}</source>
        <translation>{who} · {when}</translation>
    </message>
    <message>
        <source>needs a look</source>
        <translation>需要看一下</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>草稿</translation>
    </message>
</context>
<context>
    <name>CardPainter</name>
    <message>
        <source>needs a look</source>
        <translation>需要看一下</translation>
    </message>
    <message>
        <source>Lacks {missing}</source>
        <translation>缺 {missing}</translation>
    </message>
    <message>
        <source>Next lacks {missing}</source>
        <translation>待补 {missing}</translation>
    </message>
    <message>
        <source>Ready for {stage}</source>
        <translation>可进入{stage}</translation>
    </message>
    <message>
        <source>still for {days} days</source>
        <translation>停滞 {days} 天</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>{days} days</source>
        <translation>{days} 天</translation>
    </message>
</context>
<context>
    <name>Cards</name>
    <message>
        <source>no progress for {days} days</source>
        <translation>{days} 天没有进展</translation>
    </message>
    <message>
        <source>{days} days in {stage}</source>
        <translation>在“{stage}” {days} 天</translation>
    </message>
    <message>
        <source>needs a look</source>
        <translation>需要看一下</translation>
    </message>
</context>
<context>
    <name>Case</name>
    <message>
        <source>Exported</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>The file is gone</source>
        <translation>文件已不在</translation>
    </message>
    <message>
        <source>The case has changed since</source>
        <translation>导出后案例有改动</translation>
    </message>
    <message>
        <source>Changed by hand since</source>
        <translation>导出后手工改过</translation>
    </message>
    <message>
        <source>Before it goes out</source>
        <translation>导出前检查</translation>
    </message>
    <message>
        <source>In order: </source>
        <translation>已妥：</translation>
    </message>
    <message>
        <source>To be minded: </source>
        <translation>请留意：</translation>
    </message>
    <message>
        <source>Stop: </source>
        <translation>须处理：</translation>
    </message>
    <message>
        <source>This record is not in this library</source>
        <translation>这条资料不在本库</translation>
    </message>
    <message>
        <source>(record not here)</source>
        <translation>（资料不在本库）</translation>
    </message>
    <message>
        <source>“{section}”</source>
        <translation>“{section}”</translation>
    </message>
    <message>
        <source>takes {sections}</source>
        <translation>取{sections}一节</translation>
    </message>
    <message>
        <source>{count} pictures</source>
        <translation>照片 {count} 张</translation>
    </message>
    <message>
        <source>in the text</source>
        <translation>已放入正文</translation>
    </message>
    <message>
        <source>not shared yet</source>
        <translation>尚未共享</translation>
    </message>
    <message>
        <source>in the trash</source>
        <translation>在回收站</translation>
    </message>
    <message>
        <source>{amount} a year</source>
        <translation>{amount}／年</translation>
    </message>
</context>
<context>
    <name>CaseBar</name>
    <message>
        <source>Back to the records</source>
        <translation>返回资料</translation>
    </message>
    <message>
        <source>Back to the records (Alt+←)</source>
        <translation>返回资料（Alt+←）</translation>
    </message>
    <message>
        <source>Writing a case</source>
        <translation>案例写作</translation>
    </message>
    <message>
        <source>Title of the case</source>
        <translation>案例标题</translation>
    </message>
    <message>
        <source>Export as PDF</source>
        <translation>导出 PDF</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>Export to Word</source>
        <translation>导出 Word</translation>
    </message>
    <message>
        <source>More ways out</source>
        <translation>更多导出方式</translation>
    </message>
    <message>
        <source>Form: {name}</source>
        <translation>模板：{name}</translation>
    </message>
    <message>
        <source>Layout: {name} (GB/T 9704)</source>
        <translation>版式：{name}（GB/T 9704）</translation>
    </message>
    <message>
        <source>Layout: {name}</source>
        <translation>版式：{name}</translation>
    </message>
    <message>
        <source>Editing…</source>
        <translation>正在输入…</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <source>Saved · {time}</source>
        <translation>已保存 · {time}</translation>
    </message>
    <message>
        <source>Not saved yet: {reason}</source>
        <translation>尚未保存：{reason}</translation>
    </message>
    <message>
        <source>Export to {name}</source>
        <translation>导出 {name}</translation>
    </message>
    <message>
        <source>Export to {name} elsewhere…</source>
        <translation>{name} 另存为…</translation>
    </message>
</context>
<context>
    <name>Casework</name>
    <message>
        <source>Choose a record first.</source>
        <translation>请先选一条资料。</translation>
    </message>
</context>
<context>
    <name>CatalogueDialog</name>
    <message>
        <source>About the indicators</source>
        <translation>指标说明</translation>
    </message>
    <message>
        <source>Type to find an indicator</source>
        <translation>输入几个字找指标</translation>
    </message>
    <message>
        <source>Indicators</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Take in a new version…</source>
        <translation>导入新版目录…</translation>
    </message>
    <message>
        <source>These indicators are an illustration, not an official standard: a district puts its own in their place.</source>
        <translation>这套指标是示范，不是官方标准；各区总工会可以换成自己的。</translation>
    </message>
</context>
<context>
    <name>ChainPage</name>
    <message>
        <source>Copy the picture</source>
        <translation>复制图片</translation>
    </message>
    <message>
        <source>Save the picture…</source>
        <translation>存为图片…</translation>
    </message>
    <message>
        <source>The picture is in the clipboard.</source>
        <translation>图片已复制到剪贴板。</translation>
    </message>
    <message>
        <source>Saved: {path}</source>
        <translation>已保存：{path}</translation>
    </message>
    <message>
        <source>The picture could not be written to {path}. Choose another place.</source>
        <translation>图片无法写入 {path}，请换个位置。</translation>
    </message>
    <message>
        <source>{supplier} supplies {customer}</source>
        <translation>{supplier}供给{customer}</translation>
    </message>
    <message>
        <source>{supplier} talks with {customer} about supplying it</source>
        <translation>{supplier}与{customer}洽谈供货</translation>
    </message>
    <message>
        <source>{supplier} could supply {customer}</source>
        <translation>{supplier}可供给{customer}</translation>
    </message>
    <message>
        <source>Who supplies whom</source>
        <translation>谁供给谁</translation>
    </message>
    <message>
        <source>Its needs and offers: {count}</source>
        <translation>它的供需 {count} 条</translation>
    </message>
    <message>
        <source>Agreed</source>
        <translation>已签协议</translation>
    </message>
    <message>
        <source>In talks</source>
        <translation>洽谈中</translation>
    </message>
    <message>
        <source>Recommended</source>
        <translation>推荐</translation>
    </message>
    <message>
        <source>Nobody supplies anybody here yet.</source>
        <translation>这里还没有供给关系。</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>存为图片</translation>
    </message>
    <message>
        <source>Chain</source>
        <translation>产业链图</translation>
    </message>
    <message>
        <source>agreed</source>
        <translation>已签协议</translation>
    </message>
    <message>
        <source>in talks</source>
        <translation>洽谈中</translation>
    </message>
    <message>
        <source>recommended</source>
        <translation>推荐</translation>
    </message>
</context>
<context>
    <name>ChainPicture</name>
    <message>
        <source>Picture of the chain: who supplies whom</source>
        <translation>产业链图：谁供给谁</translation>
    </message>
</context>
<context>
    <name>Chip</name>
    <message>
        <source>{label}: {values} ✕</source>
        <translation>{label}：{values} ✕</translation>
    </message>
    <message>
        <source>Filter {label}: {values}</source>
        <translation>筛选{label}：{values}</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
</context>
<context>
    <name>ChipBar</name>
    <message>
        <source>＋ Save this search</source>
        <translation>＋ 保存此搜索</translation>
    </message>
</context>
<context>
    <name>ChoiceDialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>ClashNotice</name>
    <message>
        <source>Take a look</source>
        <translation>看一下</translation>
    </message>
    <message>
        <source>Two people changed this at once: please take a look</source>
        <translation>两人同时改过，请看一下</translation>
    </message>
    <message>
        <source>Several people changed this at once: please take a look</source>
        <translation>几个人同时改过，请看一下</translation>
    </message>
</context>
<context>
    <name>ClassList</name>
    <message>
        <source>Classes of indicators</source>
        <translation>指标类别</translation>
    </message>
</context>
<context>
    <name>ClassTable</name>
    <message>
        <source>Target, {star}</source>
        <translation>{star}要求</translation>
    </message>
    <message>
        <source>{name} · {items} items · {count} indicators</source>
        <translation>{name} · {items} 项 · {count} 个量化指标</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Indicator</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>This year</source>
        <translation>本年实际</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>佐证资料</translation>
    </message>
</context>
<context>
    <name>Classes</name>
    <message>
        <source>{name}: {points} of {most} points</source>
        <translation>{name}：{points} 分，满分 {most}</translation>
    </message>
</context>
<context>
    <name>ClosingDialog</name>
    <message>
        <source>End the salon</source>
        <translation>结束沙龙</translation>
    </message>
    <message>
        <source>Go on taking notes</source>
        <translation>继续记录</translation>
    </message>
    <message>
        <source>End with this</source>
        <translation>照此结束</translation>
    </message>
    <message>
        <source>End</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>as the text says</source>
        <translation>正文里写的</translation>
    </message>
    <message>
        <source>as many as spoke or took part: please check</source>
        <translation>按发言人和参加企业估的，请核对</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>To be done</source>
        <translation>待办事项</translation>
    </message>
    <message>
        <source>This is proposed. Take off the tick of what shall stay as it is, or change it here.</source>
        <translation>以下是建议。不要的去掉勾，要改的直接改。</translation>
    </message>
    <message>
        <source>Title, tags and times are all there, and the text names nothing that is left to be done.</source>
        <translation>标题、标签、时间都齐了，正文里也没有别的待办。</translation>
    </message>
    <message>
        <source>To be done, for the decisions</source>
        <translation>正文里的待办，收进决议事项</translation>
    </message>
    <message>
        <source>“{text}” is not a day</source>
        <translation>“{text}”不是日期</translation>
    </message>
</context>
<context>
    <name>Column</name>
    <message>
        <source>{stage}: {count} projects</source>
        <translation>{stage}：{count} 个项目</translation>
    </message>
    <message>
        <source>Nothing here yet.</source>
        <translation>还没有内容。</translation>
    </message>
    <message>
        <source>Hide the {count} settled or out of date</source>
        <translation>收起已办结、过期的 {count} 条</translation>
    </message>
    <message>
        <source>Settled, out of date: {count}</source>
        <translation>已办结、过期 {count} 条</translation>
    </message>
</context>
<context>
    <name>Composing</name>
    <message>
        <source>＋ Add a section</source>
        <translation>＋ 加一节</translation>
    </message>
    <message>
        <source>No sections yet. Choose a form above, or add a section.</source>
        <translation>还没有提纲。可在上方选模板，或加一节。</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>提纲</translation>
    </message>
    <message>
        <source>Add a section</source>
        <translation>加一节</translation>
    </message>
    <message>
        <source>Heading</source>
        <translation>标题</translation>
    </message>
</context>
<context>
    <name>Cover</name>
    <message>
        <source>Head and abstract</source>
        <translation>题头与摘要</translation>
    </message>
</context>
<context>
    <name>DecisionsTable</name>
    <message>
        <source>7.20, next Friday …</source>
        <translation>如 7.20、下周五</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>决议事项</translation>
    </message>
    <message>
        <source>“{text}” is not a day. Write 7.20, 20 July as 7月20日, or 下周五.</source>
        <translation>“{text}”不是日期。可写 7.20、7月20日、下周五。</translation>
    </message>
</context>
<context>
    <name>DeliberateDialog</name>
    <message>
        <source>What it is about</source>
        <translation>涉及的资料</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Something unexpected went wrong ({name}). What was saved is safe. Go on working; if it happens again, restart the program and pass on the log file.</source>
        <translation>出了意外问题（{name}）。已保存的内容是安全的，可以继续工作；如果再次出现，请重启程序，并把日志文件交给维护人员。</translation>
    </message>
</context>
<context>
    <name>DeviceList</name>
    <message>
        <source>Devices of the alliance</source>
        <translation>联盟的设备</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>这台电脑</translation>
    </message>
    <message>
        <source>{count} changes are here</source>
        <translation>已收到 {count} 处修改</translation>
    </message>
    <message>
        <source>Nothing of it is here yet</source>
        <translation>还没有收到它的资料</translation>
    </message>
    <message>
        <source>{here} · waiting for {count}</source>
        <translation>{here} · 在等 {count} 项</translation>
    </message>
    <message>
        <source>Changed {time} by its own clock</source>
        <translation>它自己的时钟：{time} 修改</translation>
    </message>
    <message>
        <source>Last received here {time}</source>
        <translation>本机最近收到：{time}</translation>
    </message>
</context>
<context>
    <name>Devices</name>
    <message>
        <source>removed</source>
        <translation>已移出</translation>
    </message>
    <message>
        <source>steward</source>
        <translation>管理员</translation>
    </message>
    <message>
        <source>federation</source>
        <translation>上级工会</translation>
    </message>
</context>
<context>
    <name>Doubles</name>
    <message>
        <source>Look at them</source>
        <translation>看这几份</translation>
    </message>
    <message>
        <source>Make them one</source>
        <translation>合成一份</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>This year was begun {count} times, by {who}. What all of them say is shown together.</source>
        <translation>这一年建了 {count} 份自评（{who}），这里合在一起显示。</translation>
    </message>
    <message>
        <source>They differ in {codes}: there the first one counts.</source>
        <translation>{codes} 填得不一样，按先建的那份算。</translation>
    </message>
    <message>
        <source>Self-assessments of this year</source>
        <translation>这一年的自评</translation>
    </message>
</context>
<context>
    <name>Drawing</name>
    <message>
        <source>Picture (*.png);;Drawing (*.svg)</source>
        <translation>图片 (*.png);;矢量图 (*.svg)</translation>
    </message>
    <message>
        <source>Save as picture</source>
        <translation>存为图片</translation>
    </message>
    <message>
        <source>Copy as picture</source>
        <translation>复制为图片</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>复制为文字</translation>
    </message>
    <message>
        <source>Save as picture…</source>
        <translation>存为图片…</translation>
    </message>
</context>
<context>
    <name>Ending</name>
    <message>
        <source>The salon is closed. Follow-ups taken over: {count}.</source>
        <translation>沙龙记录已收好，收进待办 {count} 项。</translation>
    </message>
    <message>
        <source>The salon is closed.</source>
        <translation>沙龙记录已收好。</translation>
    </message>
</context>
<context>
    <name>Entries</name>
    <message>
        <source>{count} new</source>
        <translation>{count} 新</translation>
    </message>
</context>
<context>
    <name>EntryCards</name>
    <message>
        <source>by {day}</source>
        <translation>{day} 前</translation>
    </message>
    <message>
        <source>until {day}</source>
        <translation>{day} 止</translation>
    </message>
    <message>
        <source>{count} new</source>
        <translation>{count} 新</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>草稿</translation>
    </message>
</context>
<context>
    <name>Erasing</name>
    <message>
        <source>I know that nothing brings it back</source>
        <translation>我知道删了就找不回来</translation>
    </message>
    <message>
        <source>Erase for good</source>
        <translation>彻底删除</translation>
    </message>
    <message>
        <source>Erase “{title}” for good?</source>
        <translation>彻底删除“{title}”？</translation>
    </message>
    <message>
        <source>Erase these {count} records for good?</source>
        <translation>彻底删除这 {count} 条资料？</translation>
    </message>
    <message>
        <source>Text, versions and attachments go from this computer at once, from its backups too.</source>
        <translation>正文、历史版本和附件马上从这台电脑删掉，备份里的也删。</translation>
    </message>
    <message>
        <source>Nobody else has it: it was only on this computer.</source>
        <translation>只有这台电脑上有，别人那里没有。</translation>
    </message>
    <message>
        <source>On every other computer of the alliance the same happens with its next sync, even if somebody is still writing on it. What was exported or copied out of the program stays where it is.</source>
        <translation>联盟的其他电脑下次同步时也会同样删除，即使有人还在修改。已经导出或复制到别处的内容不受影响。</translation>
    </message>
    <message>
        <source>So many at once may be a mistake: the others are asked before they are erased there.</source>
        <translation>一次删这么多，可能是误操作：其他电脑会先问本人，同意后才删。</translation>
    </message>
    <message>
        <source>Erased for good: {count}.</source>
        <translation>已彻底删除 {count} 条。</translation>
    </message>
</context>
<context>
    <name>Evidence</name>
    <message>
        <source>＋ Choose</source>
        <translation>＋ 选择</translation>
    </message>
    <message>
        <source>Choose evidence for {name}</source>
        <translation>为“{name}”选佐证</translation>
    </message>
    <message>
        <source>{count} in all</source>
        <translation>共 {count} 条</translation>
    </message>
    <message>
        <source>＋ Choose…</source>
        <translation>＋ 从资料库选择</translation>
    </message>
    <message>
        <source>a record that is no longer here</source>
        <translation>已不在的资料</translation>
    </message>
    <message>
        <source>{kind} {count}</source>
        <translation>{kind} {count} 条</translation>
    </message>
    <message>
        <source>Counted: {what}</source>
        <translation>自动统计：{what}</translation>
    </message>
</context>
<context>
    <name>EvidenceChip</name>
    <message>
        <source>Evidence: {title}</source>
        <translation>佐证：{title}</translation>
    </message>
    <message>
        <source>Enter opens it, Delete takes it away</source>
        <translation>回车打开，Delete 移除</translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>Export to Word…</source>
        <translation>导出 Word…</translation>
    </message>
    <message>
        <source>Export to PDF…</source>
        <translation>导出 PDF…</translation>
    </message>
    <message>
        <source>Export to HTML…</source>
        <translation>导出 HTML…</translation>
    </message>
    <message>
        <source>Export to Markdown…</source>
        <translation>导出 Markdown…</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Export {count} records</source>
        <translation>导出 {count} 条资料</translation>
    </message>
    <message>
        <source>Choose where…</source>
        <translation>选择位置…</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>One document with contents</source>
        <translation>汇成一份文档（带目录）</translation>
    </message>
    <message>
        <source>A file for each record</source>
        <translation>每条资料一个文件</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>版式</translation>
    </message>
    <message>
        <source>Each record&apos;s own</source>
        <translation>按资料自己的版式</translation>
    </message>
    <message>
        <source>Plain</source>
        <translation>普通</translation>
    </message>
    <message>
        <source>Official (GB/T 9704)</source>
        <translation>公文（GB/T 9704）</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>顺序</translation>
    </message>
    <message>
        <source>As in the list</source>
        <translation>按列表顺序</translation>
    </message>
    <message>
        <source>By date, the oldest first</source>
        <translation>按日期，早的在前</translation>
    </message>
    <message>
        <source>By kind, then by date</source>
        <translation>先按类型，再按日期</translation>
    </message>
    <message>
        <source>By title</source>
        <translation>按标题</translation>
    </message>
    <message>
        <source>Cover telephone and ID numbers</source>
        <translation>遮盖电话和证件号码</translation>
    </message>
    <message>
        <source>Word document</source>
        <translation>Word 文档</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>Excel list</source>
        <translation>Excel 清单</translation>
    </message>
    <message>
        <source>Web page (HTML)</source>
        <translation>网页（HTML）</translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation>Markdown</translation>
    </message>
    <message>
        <source>A row for each record; of several kinds, also a sheet for each kind.</source>
        <translation>每条资料一行；有几种类型时，每种类型另有一张表。</translation>
    </message>
</context>
<context>
    <name>Exporting</name>
    <message>
        <source>There is nothing to export.</source>
        <translation>没有可导出的资料。</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>正在导出</translation>
    </message>
    <message>
        <source>Stopped. Nothing was written.</source>
        <translation>已停止，没有写出文件。</translation>
    </message>
    <message>
        <source>Exported as {name}</source>
        <translation>已导出：{name}</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Stopped: {count} files are written, {left} are not.</source>
        <translation>已停止：写好 {count} 个文件，还有 {left} 个没有写。</translation>
    </message>
    <message>
        <source>Exported {count} files</source>
        <translation>已导出 {count} 个文件</translation>
    </message>
    <message>
        <source>Folder for the files</source>
        <translation>文件放在哪个文件夹</translation>
    </message>
</context>
<context>
    <name>Exports</name>
    <message>
        <source>Not exported yet. Once it is, it stands here, and is brought up to date with one click.</source>
        <translation>还没有导出过。导出后列在这里，改动后一点即可更新。</translation>
    </message>
    <message>
        <source>{day} exported as {format}</source>
        <translation>{day} 已导出 {format}</translation>
    </message>
    <message>
        <source>Export again</source>
        <translation>再次导出</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open its folder</source>
        <translation>打开所在文件夹</translation>
    </message>
    <message>
        <source>Export elsewhere…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>{name} is not there any more: it was moved, renamed or deleted. Export it again.</source>
        <translation>{name} 已不在原处：可能被移动、改名或删除。请再次导出。</translation>
    </message>
</context>
<context>
    <name>Extras</name>
    <message>
        <source>Bonus, {most} points at most</source>
        <translation>加分，最多 {most} 分</translation>
    </message>
    <message>
        <source>Deductions, {most} points at most</source>
        <translation>扣分，最多 {most} 分</translation>
    </message>
    <message>
        <source>Vetoes: with one of these there are no stars</source>
        <translation>一票否决：有一项即不评星</translation>
    </message>
    <message>
        <source>Bonus +{bonus} · deductions −{deducted} · vetoes {vetoes}</source>
        <translation>加分 +{bonus} · 扣分 −{deducted} · 一票否决 {vetoes} 项</translation>
    </message>
    <message>
        <source>{sign}{points} each, {cap} at most</source>
        <translation>每项 {sign}{points}，最多 {cap}</translation>
    </message>
    <message>
        <source>{sign}{points} each</source>
        <translation>每项 {sign}{points}</translation>
    </message>
</context>
<context>
    <name>Facets</name>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Enterprise</source>
        <translation>会员企业</translation>
    </message>
    <message>
        <source>Stars</source>
        <translation>星级</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Chain stage</source>
        <translation>产业链环节</translation>
    </message>
</context>
<context>
    <name>FieldEditor</name>
    <message>
        <source>this field must be filled</source>
        <translation>此项必填</translation>
    </message>
</context>
<context>
    <name>Figure</name>
    <message>
        <source>Show these projects</source>
        <translation>查看这些项目</translation>
    </message>
</context>
<context>
    <name>Figures</name>
    <message>
        <source>Figures (a double click puts one into the text)</source>
        <translation>数据（双击放入正文）</translation>
    </message>
    <message>
        <source>Figures; Enter puts one into the text where the cursor stands</source>
        <translation>数据；按回车放到光标处</translation>
    </message>
    <message>
        <source>People trained</source>
        <translation>培养创新人才</translation>
    </message>
    <message>
        <source>Projects improved</source>
        <translation>改良创优项目</translation>
    </message>
    <message>
        <source>Results accepted</source>
        <translation>验收创效成果</translation>
    </message>
    <message>
        <source>Yearly benefit</source>
        <translation>年经济效益</translation>
    </message>
    <message>
        <source>through {count} projects</source>
        <translation>来自 {count} 个项目</translation>
    </message>
    <message>
        <source>{count} people</source>
        <translation>{count} 人</translation>
    </message>
    <message>
        <source>of {count} projects</source>
        <translation>共 {count} 个项目</translation>
    </message>
    <message>
        <source>{count} improved</source>
        <translation>{count} 项</translation>
    </message>
    <message>
        <source>benefit unknown: {count}</source>
        <translation>效益未算出 {count} 项</translation>
    </message>
    <message>
        <source>{count} results</source>
        <translation>{count} 项</translation>
    </message>
    <message>
        <source>confirmed by finance: {benefit}</source>
        <translation>财务已确认 {benefit}</translation>
    </message>
</context>
<context>
    <name>Filters</name>
    <message>
        <source>Year</source>
        <translation>年度</translation>
    </message>
    <message>
        <source>Stalled {count}</source>
        <translation>停滞 {count}</translation>
    </message>
    <message>
        <source>Incomplete {count}</source>
        <translation>材料不齐 {count}</translation>
    </message>
    <message>
        <source>No progress for 90 days</source>
        <translation>90 天没有进展</translation>
    </message>
    <message>
        <source>Lacks what its stage asks for</source>
        <translation>所在阶段要求的材料不齐</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>已选</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Text to find</source>
        <translation>要查找的文字</translation>
    </message>
    <message>
        <source>Replace with</source>
        <translation>替换为</translation>
    </message>
    <message>
        <source>Text to put in its place</source>
        <translation>用来替换的文字</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>下一处</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>上一处</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Replace this match</source>
        <translation>替换这一处</translation>
    </message>
    <message>
        <source>Replace all</source>
        <translation>全部替换</translation>
    </message>
    <message>
        <source>Replace every match</source>
        <translation>替换每一处</translation>
    </message>
    <message>
        <source>Close the find bar</source>
        <translation>关闭查找栏</translation>
    </message>
    <message>
        <source>None</source>
        <translation>没有找到</translation>
    </message>
</context>
<context>
    <name>Finding</name>
    <message>
        <source>Nothing was found. Try fewer or other words, or take a filter away.</source>
        <translation>没有找到。请减少或换几个词，或去掉筛选。</translation>
    </message>
    <message>
        <source>The trash is empty.</source>
        <translation>回收站是空的。</translation>
    </message>
    <message>
        <source>No drafts: everything is shared with the alliance.</source>
        <translation>没有草稿，全部已共享给联盟。</translation>
    </message>
    <message>
        <source>Nothing needs a look.</source>
        <translation>没有需要看的。</translation>
    </message>
    <message>
        <source>Nothing here yet. “＋ New” or Ctrl+N makes the first one.</source>
        <translation>这里还没有资料。点“＋ 新建”或按 Ctrl+N 写第一条。</translation>
    </message>
    <message>
        <source>By time of change</source>
        <translation>按修改时间</translation>
    </message>
    <message>
        <source>By date</source>
        <translation>按日期</translation>
    </message>
    <message>
        <source>By relevance</source>
        <translation>按相关度</translation>
    </message>
    <message>
        <source>By title</source>
        <translation>按标题</translation>
    </message>
    <message>
        <source>Save this search</source>
        <translation>保存此搜索</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message>
        <source>Cover phone and identity numbers</source>
        <translation>遮盖手机号、证件号</translation>
    </message>
    <message>
        <source>In what is exported and printed, and in the pages shown here</source>
        <translation>导出、打印和这里的预览都遮盖</translation>
    </message>
</context>
<context>
    <name>FirstMember</name>
    <message>
        <source>The union&apos;s name, as the approval has it</source>
        <translation>工会全称，与批复一致</translation>
    </message>
    <message>
        <source>How many work there</source>
        <translation>企业职工人数</translation>
    </message>
    <message>
        <source>How many of them are union members</source>
        <translation>其中工会会员人数</translation>
    </message>
    <message>
        <source>Begin the self-assessment</source>
        <translation>开始自评</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Or choose one that is here already</source>
        <translation>或从已有的会员中选</translation>
    </message>
    <message>
        <source>There are more union members than people working there: please look again.</source>
        <translation>会员数比职工数还多，请再看一下。</translation>
    </message>
    <message>
        <source>Three lines are enough. The indicators are then there with everything the library can count by itself.</source>
        <translation>填三行就行。之后指标就列出来，资料库里能统计的数已经填好。</translation>
    </message>
    <message>
        <source>First, your own union</source>
        <translation>先填本单位</translation>
    </message>
    <message>
        <source>Union</source>
        <translation>工会名称</translation>
    </message>
    <message>
        <source>People working there</source>
        <translation>职工数</translation>
    </message>
    <message>
        <source>Union members</source>
        <translation>会员数</translation>
    </message>
</context>
<context>
    <name>FlagEditor</name>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
</context>
<context>
    <name>FolderBanner</name>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Another folder…</source>
        <translation>换文件夹…</translation>
    </message>
    <message>
        <source>Not again</source>
        <translation>不再提醒</translation>
    </message>
    <message>
        <source>Do not tell again until the next start</source>
        <translation>下次打开程序前不再提醒</translation>
    </message>
    <message>
        <source>{what} · not synced since {since} · {comfort}</source>
        <translation>{what} · 上次同步：{since} · {comfort}</translation>
    </message>
</context>
<context>
    <name>FolderCard</name>
    <message>
        <source>Encrypted</source>
        <translation>已加密</translation>
    </message>
    <message>
        <source>Only members can read what lies in the folder</source>
        <translation>文件夹里的内容只有成员能看</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Another one…</source>
        <translation>换一个…</translation>
    </message>
    <message>
        <source>Choose another shared folder</source>
        <translation>换一个共享文件夹</translation>
    </message>
    <message>
        <source>“{name}” at {host}</source>
        <translation>{host} 上的“{name}”</translation>
    </message>
    <message>
        <source>Shared folder “{name}”</source>
        <translation>共享文件夹“{name}”</translation>
    </message>
    <message>
        <source>{count} changes to be sent</source>
        <translation>{count} 处修改待发送</translation>
    </message>
</context>
<context>
    <name>FollowUpLines</name>
    <message>
        <source>no day</source>
        <translation>未定期限</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已办完</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天到期</translation>
    </message>
    <message>
        <source>{count} days left</source>
        <translation>还有 {count} 天</translation>
    </message>
    <message>
        <source>{count} days late</source>
        <translation>逾期 {count} 天</translation>
    </message>
</context>
<context>
    <name>FollowUpList</name>
    <message>
        <source>Follow-ups</source>
        <translation>待办跟进</translation>
    </message>
</context>
<context>
    <name>FollowUpWatch</name>
    <message>
        <source>Done: {what}</source>
        <translation>已办完：{what}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>FollowUps</name>
    <message>
        <source>done</source>
        <translation>已办完</translation>
    </message>
</context>
<context>
    <name>FollowUpsPage</name>
    <message>
        <source>← Back to the records</source>
        <translation>← 返回资料</translation>
    </message>
    <message>
        <source>Everybody&apos;s</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>我负责的</translation>
    </message>
    <message>
        <source>A member&apos;s ▾</source>
        <translation>会员企业 ▾</translation>
    </message>
    <message>
        <source>Those done, too</source>
        <translation>已办完的也列出</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>办完了</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格键</translation>
    </message>
    <message>
        <source>Done, with a result…</source>
        <translation>办完，写结果…</translation>
    </message>
    <message>
        <source>Open the salon</source>
        <translation>打开沙龙</translation>
    </message>
    <message>
        <source>Nothing is left to be done. What a salon decides appears here until it is done.</source>
        <translation>没有待办。沙龙定下的事会列在这里，办完为止。</translation>
    </message>
    <message>
        <source>Nothing here is left to be done.</source>
        <translation>这里没有待办。</translation>
    </message>
    <message>
        <source>{count} open</source>
        <translation>未办 {count} 项</translation>
    </message>
    <message>
        <source>{count} overdue</source>
        <translation>逾期 {count} 项</translation>
    </message>
    <message>
        <source>Done, with a result</source>
        <translation>办完，写结果</translation>
    </message>
    <message>
        <source>Not done after all</source>
        <translation>改回未办</translation>
    </message>
    <message>
        <source>Follow-ups</source>
        <translation>待办跟进</translation>
    </message>
</context>
<context>
    <name>Form</name>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Show fewer fields</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>＋ {count} more fields</source>
        <translation>＋ 还有 {count} 项</translation>
    </message>
</context>
<context>
    <name>FormExport</name>
    <message>
        <source>Export the form</source>
        <translation>导出自评表</translation>
    </message>
    <message>
        <source>Exported as {name}</source>
        <translation>已导出：{name}</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>打开</translation>
    </message>
</context>
<context>
    <name>Giving</name>
    <message>
        <source>Which passphrase does the alliance have?</source>
        <translation>请输入联盟口令</translation>
    </message>
    <message>
        <source>Passphrase of the alliance</source>
        <translation>联盟口令</translation>
    </message>
    <message>
        <source>Password for {host}</source>
        <translation>{host} 的密码</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
</context>
<context>
    <name>GoingOut</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>The folder of {name} is not there any more. Choose another place.</source>
        <translation>{name} 所在的文件夹已不在，请另选位置。</translation>
    </message>
    <message>
        <source>Changed since it was exported</source>
        <translation>导出后改过</translation>
    </message>
    <message>
        <source>{name} was changed by hand since it was exported. Exporting again would overwrite that.</source>
        <translation>{name} 导出后有人手工改过，再次导出会盖掉这些改动。</translation>
    </message>
    <message>
        <source>Overwrite it</source>
        <translation>仍然覆盖</translation>
    </message>
    <message>
        <source>Export elsewhere…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>正在导出</translation>
    </message>
    <message>
        <source>Stopped. Nothing was written.</source>
        <translation>已停止，没有写出文件。</translation>
    </message>
    <message>
        <source>Exported as {name}</source>
        <translation>已导出 {name}</translation>
    </message>
    <message>
        <source>Its folder</source>
        <translation>所在文件夹</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
</context>
<context>
    <name>GoingStep</name>
    <message>
        <source>How far it is</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Joining…</source>
        <translation>正在加入…</translation>
    </message>
    <message>
        <source>You can go on working meanwhile; what comes is shown at once.</source>
        <translation>可以先去做别的，收到的资料会马上显示出来。</translation>
    </message>
    <message>
        <source>Received {records} records and {files} attachments ({size} moved).</source>
        <translation>收到 {records} 条资料、{files} 个附件（共传送 {size}）。</translation>
    </message>
    <message>
        <source>Sent {changes} changes and {files} attachments.</source>
        <translation>发出 {changes} 处修改、{files} 个附件。</translation>
    </message>
    <message>
        <source>{count} things have not arrived yet; they come by themselves.</source>
        <translation>还有 {count} 项没有到，到了会自动收下。</translation>
    </message>
    <message>
        <source>That did not work</source>
        <translation>没有成功</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>The alliance “{name}” is set up</source>
        <translation>联盟“{name}”已建好</translation>
    </message>
    <message>
        <source>You have joined “{name}”</source>
        <translation>已加入“{name}”</translation>
    </message>
    <message>
        <source>The folder is joined; what came until now is kept, and the next sync goes on from there.</source>
        <translation>已经加入这个文件夹；收到的都留着，下次同步接着收。</translation>
    </message>
    <message>
        <source>Let the other chairs choose the same folder.</source>
        <translation>请其他主席也选同一个文件夹。</translation>
    </message>
</context>
<context>
    <name>GroupCard</name>
    <message>
        <source>All {count} →</source>
        <translation>全部 {count} →</translation>
    </message>
    <message>
        <source>{count} in {year}</source>
        <translation>{year} 年 {count} 条</translation>
    </message>
</context>
<context>
    <name>Groups</name>
    <message>
        <source>{benefit} a year, {confirmed} confirmed by finance</source>
        <translation>验收成果年效益 {benefit}，其中财务确认 {confirmed}</translation>
    </message>
</context>
<context>
    <name>GuideBanner</name>
    <message>
        <source>See the guide</source>
        <translation>看起步指南</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>暂不</translation>
    </message>
    <message>
        <source>A new union? The guide goes through the first year: what to do, how, and until when.</source>
        <translation>新建工会？起步指南列好了第一年做什么、怎么做、什么时候做完。</translation>
    </message>
</context>
<context>
    <name>GuidePage</name>
    <message>
        <source>← Back to the records</source>
        <translation>← 返回资料</translation>
    </message>
    <message>
        <source>Star self-assessment</source>
        <translation>星级自评</translation>
    </message>
    <message>
        <source>＋ A step of our own</source>
        <translation>＋ 加一件</translation>
    </message>
    <message>
        <source>{done} of {count} done</source>
        <translation>已完成 {done}/{count}</translation>
    </message>
    <message>
        <source>{count} can be ticked off</source>
        <translation>{count} 项可以打勾</translation>
    </message>
    <message>
        <source>{count} overdue</source>
        <translation>{count} 项逾期</translation>
    </message>
    <message>
        <source>Done: {what}</source>
        <translation>已完成：{what}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Getting started</source>
        <translation>起步指南</translation>
    </message>
    <message>
        <source>The steps were drafted for this program; what your higher union asks for comes first.</source>
        <translation>这些事项是本软件拟的示范，上级工会另有要求的，以上级为准。</translation>
    </message>
</context>
<context>
    <name>Head</name>
    <message>
        <source>About the indicators</source>
        <translation>指标说明</translation>
    </message>
    <message>
        <source>Indicators…</source>
        <translation>指标说明</translation>
    </message>
    <message>
        <source>Export ▾</source>
        <translation>导出自评表 ▾</translation>
    </message>
    <message>
        <source>Export the form</source>
        <translation>导出自评表</translation>
    </message>
    <message>
        <source>Excel…</source>
        <translation>Excel…</translation>
    </message>
    <message>
        <source>Word…</source>
        <translation>Word…</translation>
    </message>
    <message>
        <source>Submit for review</source>
        <translation>提交复核</translation>
    </message>
    <message>
        <source>Submit…</source>
        <translation>提交复核</translation>
    </message>
    <message>
        <source>Review…</source>
        <translation>复核…</translation>
    </message>
    <message>
        <source>{year}</source>
        <translation>{year} 年度</translation>
    </message>
    <message>
        <source>Year: {year}</source>
        <translation>年度：{year}</translation>
    </message>
    <message>
        <source>Whose?</source>
        <translation>哪家工会？</translation>
    </message>
    <message>
        <source>Union: {title}</source>
        <translation>工会：{title}</translation>
    </message>
    <message>
        <source>{year} (new)</source>
        <translation>{year} 年度（新建）</translation>
    </message>
    <message>
        <source>Another year…</source>
        <translation>其他年度…</translation>
    </message>
    <message>
        <source>Another year</source>
        <translation>其他年度</translation>
    </message>
    <message>
        <source>Which year?</source>
        <translation>哪一年？</translation>
    </message>
    <message>
        <source>＋ Another union…</source>
        <translation>＋ 另一家工会…</translation>
    </message>
    <message>
        <source>Star self-assessment</source>
        <translation>星级自评</translation>
    </message>
</context>
<context>
    <name>HeldErasure</name>
    <message>
        <source>{device} has erased {count} records for everybody</source>
        <translation>{device} 对大家彻底删除了 {count} 条资料</translation>
    </message>
    <message>
        <source>They stay here until you agree; what this device changed later waits with them. Ask there.</source>
        <translation>您同意之前，本机都留着；这台设备之后的修改也一起等着。请问问对方。</translation>
    </message>
    <message>
        <source>They are still here, and so many at once may be a mistake: ask there whether it was meant.</source>
        <translation>本机还都留着。一次删这么多，可能是误操作：请先问问对方。</translation>
    </message>
    <message>
        <source>Agree…</source>
        <translation>同意…</translation>
    </message>
    <message>
        <source>Agree: {what}</source>
        <translation>同意：{what}</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>先不删</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>{who} made it</source>
        <translation>{who} 新建</translation>
    </message>
    <message>
        <source>{who} imported it</source>
        <translation>{who} 导入</translation>
    </message>
    <message>
        <source>{who} edited it</source>
        <translation>{who} 修改</translation>
    </message>
    <message>
        <source>{who} moved it to the trash</source>
        <translation>{who} 移到回收站</translation>
    </message>
    <message>
        <source>{who} restored it</source>
        <translation>{who} 恢复</translation>
    </message>
    <message>
        <source>{who} shared it</source>
        <translation>{who} 共享</translation>
    </message>
    <message>
        <source>{who} went back to an older version</source>
        <translation>{who} 恢复到旧版本</translation>
    </message>
    <message>
        <source>{who}&apos;s device took out what two had written alike</source>
        <translation>{who} 的电脑去掉了两人写重的字</translation>
    </message>
    <message>
        <source>{who} settled what two had changed</source>
        <translation>{who} 处理了修改冲突</translation>
    </message>
    <message>
        <source>{who} changed it</source>
        <translation>{who} 修改</translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation>某人</translation>
    </message>
</context>
<context>
    <name>HistoryDialog</name>
    <message>
        <source>Versions of “{title}”</source>
        <translation>“{title}”的版本</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>What changed in this version</source>
        <translation>这个版本改了什么</translation>
    </message>
    <message>
        <source>Go back to this version</source>
        <translation>恢复到这个版本</translation>
    </message>
    <message>
        <source>Going back is a change like any other: no version is lost.</source>
        <translation>恢复也是一次修改，任何版本都不会丢。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>[picture]</source>
        <translation>［图片］</translation>
    </message>
</context>
<context>
    <name>ImportReport</name>
    <message>
        <source>Imported</source>
        <translation>导入完成</translation>
    </message>
    <message>
        <source>… and {count} more</source>
        <translation>……还有 {count} 项</translation>
    </message>
    <message>
        <source>What was left out, and why</source>
        <translation>没有导入的和需要留意的</translation>
    </message>
    <message>
        <source>Show what came in</source>
        <translation>看导入的资料</translation>
    </message>
</context>
<context>
    <name>IndicatorRow</name>
    <message>
        <source>{name}, value</source>
        <translation>{name}，数值</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>{name}, remark</source>
        <translation>{name}，说明</translation>
    </message>
    <message>
        <source>More for {name}</source>
        <translation>{name}：更多</translation>
    </message>
    <message>
        <source>required: {star}</source>
        <translation>{star}必备</translation>
    </message>
    <message>
        <source>{name}: {points} of {most} points</source>
        <translation>{name}：{points} 分，满分 {most}</translation>
    </message>
    <message>
        <source>not applicable ✕</source>
        <translation>不适用 ✕</translation>
    </message>
    <message>
        <source>Take it back: the indicator applies after all</source>
        <translation>取消：这项指标还是适用</translation>
    </message>
    <message>
        <source>does not apply?</source>
        <translation>不适用？</translation>
    </message>
    <message>
        <source>none in the library</source>
        <translation>资料库里还没有</translation>
    </message>
    <message>
        <source>counted: {count} records</source>
        <translation>统计自 {count} 条</translation>
    </message>
    <message>
        <source>Show the records it is counted from; a typed value counts instead</source>
        <translation>看看是哪些资料；也可以直接填数，以填的为准</translation>
    </message>
    <message>
        <source>use counted {value}</source>
        <translation>改用统计数 {value}</translation>
    </message>
    <message>
        <source>Let the value counted from the library hold again</source>
        <translation>改回资料库统计的数</translation>
    </message>
    <message>
        <source>Not applicable: {rule}</source>
        <translation>不适用：{rule}</translation>
    </message>
    <message>
        <source>Write a remark</source>
        <translation>写说明</translation>
    </message>
    <message>
        <source>Add a file as evidence…</source>
        <translation>添加附件作佐证…</translation>
    </message>
    <message>
        <source>Show the {count} records that are counted</source>
        <translation>看统计到的 {count} 条资料</translation>
    </message>
    <message>
        <source>How it is measured…</source>
        <translation>这项怎么算…</translation>
    </message>
</context>
<context>
    <name>Inserting</name>
    <message>
        <source>Titles to link to</source>
        <translation>可关联的资料</translation>
    </message>
    <message>
        <source>Member enterprises</source>
        <translation>会员企业</translation>
    </message>
    <message>
        <source>Figures to put in</source>
        <translation>可插入的数据</translation>
    </message>
    <message>
        <source>What to put in</source>
        <translation>可插入的内容</translation>
    </message>
    <message>
        <source>Name·Union</source>
        <translation>姓名·单位</translation>
    </message>
    <message>
        <source>new speaker</source>
        <translation>新发言人</translation>
    </message>
    <message>
        <source>Who speaks</source>
        <translation>发言人</translation>
    </message>
</context>
<context>
    <name>InsideStep</name>
    <message>
        <source>Devices there</source>
        <translation>那里的设备</translation>
    </message>
    <message>
        <source>What the alliance is called</source>
        <translation>联盟名称</translation>
    </message>
    <message>
        <source>It is the right folder: set the alliance up here all the same</source>
        <translation>就是这个文件夹，仍在这里建立联盟</translation>
    </message>
    <message>
        <source>Other files are here, and no alliance. Sync leaves them alone, but somebody who tidies up may take the alliance&apos;s files away: an empty folder is better.</source>
        <translation>这里有别的文件，还没有联盟。同步不会动这些文件，但别人整理文件夹时可能误删联盟的文件，最好选一个空文件夹。</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>再看一次</translation>
    </message>
    <message>
        <source>Looking into “{folder}”…</source>
        <translation>正在查看“{folder}”…</translation>
    </message>
    <message>
        <source>{host} wants to know who you are</source>
        <translation>{host} 要求登录</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>“{folder}” is in use for something else</source>
        <translation>“{folder}”里有别的文件</translation>
    </message>
    <message>
        <source>The alliance “{name}” is here</source>
        <translation>这里是联盟“{name}”</translation>
    </message>
    <message>
        <source>{count} devices have shared something</source>
        <translation>{count} 台设备共享过资料</translation>
    </message>
    <message>
        <source>about {count} changes in all</source>
        <translation>共约 {count} 处修改</translation>
    </message>
    <message>
        <source>Nobody has shared anything yet.</source>
        <translation>还没有人共享过资料。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>. It is protected: only members see whose they are, and what they wrote.</source>
        <translation>。联盟已加密：是谁的设备、写了什么，只有成员看得到。</translation>
    </message>
    <message>
        <source>Your alliance goes on from here. Each computer writes all it had shared into this folder when it chooses it; the former folder is left as it is.</source>
        <translation>您的联盟将在这里继续。每台电脑换到这个文件夹后，会把共享过的资料重新放进来；原来的文件夹保持不变。</translation>
    </message>
    <message>
        <source>A new alliance begins here. Others join it by choosing the same folder.</source>
        <translation>将在这里新建联盟，其他主席选同一个文件夹即可加入。</translation>
    </message>
    <message>
        <source>“{folder}” is empty</source>
        <translation>“{folder}”是空的</translation>
    </message>
    <message>
        <source>What you have shared goes there and stays here too; drafts stay on this computer only.</source>
        <translation>您已共享的资料会发到那里，本机也都保留；草稿只留在本机。</translation>
    </message>
    <message>
        <source>“{folder}” cannot be joined</source>
        <translation>“{folder}”不能加入</translation>
    </message>
</context>
<context>
    <name>JobCard</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>One thing at a time: please wait until this is done.</source>
        <translation>正在处理上一件事，请等它完成。</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
</context>
<context>
    <name>JoinDialog</name>
    <message>
        <source>Share with the alliance</source>
        <translation>与联盟共享</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Step {number} of {count}</source>
        <translation>第 {number} 步，共 {count} 步</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>加入</translation>
    </message>
</context>
<context>
    <name>LibraryPage</name>
    <message>
        <source>“{title}” is not written yet.</source>
        <translation>还没有“{title}”这条资料。</translation>
    </message>
    <message>
        <source>Write it</source>
        <translation>现在写</translation>
    </message>
    <message>
        <source>Choose a record first.</source>
        <translation>请先选一条资料。</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Erase for good…</source>
        <translation>彻底删除…</translation>
    </message>
    <message>
        <source>Share with the alliance</source>
        <translation>与联盟共享</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>Move to the trash</source>
        <translation>移到回收站</translation>
    </message>
    <message>
        <source>More choices…</source>
        <translation>更多选项…</translation>
    </message>
</context>
<context>
    <name>LineEditor</name>
    <message>
        <source>Choose a day</source>
        <translation>选择日期</translation>
    </message>
</context>
<context>
    <name>ListPane</name>
    <message>
        <source>Records</source>
        <translation>资料</translation>
    </message>
    <message>
        <source>{count} records</source>
        <translation>{count} 条</translation>
    </message>
    <message>
        <source>Order: {order}</source>
        <translation>排序：{order}</translation>
    </message>
</context>
<context>
    <name>LoginRows</name>
    <message>
        <source>坚果云 and some others want an application password, made for this in their settings.</source>
        <translation>坚果云等服务要用“应用密码”，在它的设置里生成。</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>用户名</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
</context>
<context>
    <name>MakeTemplateDialog</name>
    <message>
        <source>Make a template</source>
        <translation>做成模板</translation>
    </message>
    <message>
        <source>e.g. {kind} as we do it</source>
        <translation>例如：我们单位的{kind}</translation>
    </message>
    <message>
        <source>With the text, not only headings and tables</source>
        <translation>连正文一起（不勾选时只留标题、表头和列表）</translation>
    </message>
    <message>
        <source>With tags and fields that stay the same</source>
        <translation>带上标签和不常变的字段</translation>
    </message>
    <message>
        <source>With dates and numbers, too</source>
        <translation>日期和数字也带上</translation>
    </message>
    <message>
        <source>What the template holds</source>
        <translation>模板的内容</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Make the template</source>
        <translation>做成模板</translation>
    </message>
    <message>
        <source>Make a template of “{title}”</source>
        <translation>把《{title}》做成模板</translation>
    </message>
    <message>
        <source>Names of people and other personal data are never taken along.</source>
        <translation>人名、电话等个人信息一律不带进模板。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
</context>
<context>
    <name>MatchRoom</name>
    <message>
        <source>Needs</source>
        <translation>需求</translation>
    </message>
    <message>
        <source>Offers</source>
        <translation>供给</translation>
    </message>
    <message>
        <source>Recommended · by match</source>
        <translation>推荐对接 · 按匹配度</translation>
    </message>
    <message>
        <source>{count} new</source>
        <translation>{count} 新</translation>
    </message>
    <message>
        <source>The other side says: {standing}. Only it can take that back.</source>
        <translation>对方仍记为“{standing}”，只有对方能撤回。</translation>
    </message>
    <message>
        <source>It is a draft still: share it, so that the other side can see it.</source>
        <translation>这条还是草稿，分享后对方才看得到。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Not suitable: these two are not proposed again.</source>
        <translation>已标为不合适，今后不再推荐。</translation>
    </message>
    <message>
        <source>Taken back.</source>
        <translation>已撤回。</translation>
    </message>
    <message>
        <source>Noted: {standing}</source>
        <translation>已记为“{standing}”。</translation>
    </message>
    <message>
        <source>Matching</source>
        <translation>供需对接</translation>
    </message>
    <message>
        <source>＋ I can offer</source>
        <translation>＋ 我能提供</translation>
    </message>
    <message>
        <source>＋ I need</source>
        <translation>＋ 我需要</translation>
    </message>
    <message>
        <source>All stages</source>
        <translation>全部环节</translation>
    </message>
    <message>
        <source>Only mine</source>
        <translation>只看我的</translation>
    </message>
    <message>
        <source>List</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>Picture of the chain</source>
        <translation>产业链图</translation>
    </message>
</context>
<context>
    <name>MemberList</name>
    <message>
        <source>Member enterprises</source>
        <translation>会员企业</translation>
    </message>
</context>
<context>
    <name>MemberPage</name>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Stars over time</source>
        <translation>历年星级</translation>
    </message>
    <message>
        <source>No record names it yet: a salon it came to, an open day, a project, what it offers or needs.</source>
        <translation>还没有资料提到它：参加的沙龙、开放日、创新项目、供需，记下来就会出现在这里。</translation>
    </message>
    <message>
        <source>{stars}, rated on {day}</source>
        <translation>{stars}，{day} 评定</translation>
    </message>
    <message>
        <source>Last: {day} {title}</source>
        <translation>最近：{day} {title}</translation>
    </message>
    <message>
        <source>{day}, for {years} years</source>
        <translation>{day}，任期 {years} 年</translation>
    </message>
    <message>
        <source>Cover</source>
        <translation>遮盖</translation>
    </message>
    <message>
        <source>Cover the telephone number</source>
        <translation>遮盖电话号码</translation>
    </message>
    <message>
        <source>Show the telephone number</source>
        <translation>显示电话号码</translation>
    </message>
</context>
<context>
    <name>Members</name>
    <message>
        <source>Salons hosted</source>
        <translation>主办、承办沙龙</translation>
    </message>
    <message>
        <source>Salons attended</source>
        <translation>参加沙龙</translation>
    </message>
    <message>
        <source>Open days hosted</source>
        <translation>承办开放日</translation>
    </message>
    <message>
        <source>Open days visited</source>
        <translation>参访开放日</translation>
    </message>
    <message>
        <source>Innovation projects</source>
        <translation>创新项目</translation>
    </message>
    <message>
        <source>Offers</source>
        <translation>能供给</translation>
    </message>
    <message>
        <source>Needs</source>
        <translation>有需求</translation>
    </message>
    <message>
        <source>Partner of others</source>
        <translation>对接别家的供需</translation>
    </message>
    <message>
        <source>Activities</source>
        <translation>工会活动</translation>
    </message>
    <message>
        <source>Cases that name it</source>
        <translation>提到它的案例</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>制度台账</translation>
    </message>
    <message>
        <source>Self-assessments</source>
        <translation>星级自评</translation>
    </message>
    <message>
        <source>Other records</source>
        <translation>其他资料</translation>
    </message>
    <message>
        <source>nothing noted yet</source>
        <translation>还没有活动记录</translation>
    </message>
    <message>
        <source>{count} this year · last on {day}</source>
        <translation>今年 {count} 条 · 最近 {day}</translation>
    </message>
</context>
<context>
    <name>MembersRoom</name>
    <message>
        <source>Import roster…</source>
        <translation>导入花名册…</translation>
    </message>
    <message>
        <source>Export roster…</source>
        <translation>导出花名册…</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>No star</source>
        <translation>未评星</translation>
    </message>
    <message>
        <source>{count} enterprises</source>
        <translation>共 {count} 家</translation>
    </message>
    <message>
        <source>{shown} of {count} enterprises</source>
        <translation>{count} 家中的 {shown} 家</translation>
    </message>
    <message>
        <source>No enterprise is like that.</source>
        <translation>没有符合条件的企业。</translation>
    </message>
    <message>
        <source>No members yet. Import a roster from Excel, or make them one by one with “New”.</source>
        <translation>还没有会员企业。可以从 Excel 导入花名册，也可以用“新建”一家一家地建。</translation>
    </message>
    <message>
        <source>Name, chair, what it can do, pinyin</source>
        <translation>名称、主席、能力，也可输拼音</translation>
    </message>
    <message>
        <source>Find a member</source>
        <translation>查找会员</translation>
    </message>
    <message>
        <source>Place in the chain</source>
        <translation>产业链环节</translation>
    </message>
    <message>
        <source>All places in the chain</source>
        <translation>全部环节</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>按名称</translation>
    </message>
    <message>
        <source>By stars</source>
        <translation>按星级</translation>
    </message>
    <message>
        <source>By activity this year</source>
        <translation>按今年活动</translation>
    </message>
    <message>
        <source>Seen last</source>
        <translation>按最近活动</translation>
    </message>
    <message>
        <source>By workers</source>
        <translation>按职工数</translation>
    </message>
    <message>
        <source>Member enterprises</source>
        <translation>会员企业</translation>
    </message>
</context>
<context>
    <name>MoveDialog</name>
    <message>
        <source>To {stage}</source>
        <translation>进入“{stage}”</translation>
    </message>
    <message>
        <source>“{title}” still needs what is below; then it moves.</source>
        <translation>“{title}”补齐下面这些就可以进入。</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>A number with its unit, such as 12.5 kWh</source>
        <translation>数值和单位，如 12.5 kWh</translation>
    </message>
    <message>
        <source>A document of the library…</source>
        <translation>选一份制度台账…</translation>
    </message>
    <message>
        <source>A file…</source>
        <translation>附文件…</translation>
    </message>
    <message>
        <source>Evidence of acceptance</source>
        <translation>验收佐证</translation>
    </message>
    <message>
        <source>Still missing: {missing}</source>
        <translation>还缺：{missing}</translation>
    </message>
</context>
<context>
    <name>Moving</name>
    <message>
        <source>Back to {stage}</source>
        <translation>退回“{stage}”</translation>
    </message>
    <message>
        <source>To {stage}</source>
        <translation>进入“{stage}”</translation>
    </message>
    <message>
        <source>{move} (to be filled: {missing})</source>
        <translation>{move}（要补 {missing}）</translation>
    </message>
    <message>
        <source>“{title}” went back to {stage}.</source>
        <translation>“{title}”已退回“{stage}”。</translation>
    </message>
    <message>
        <source>“{title}” is now in {stage}.</source>
        <translation>“{title}”已进入“{stage}”。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>NamesStep</name>
    <message>
        <source>What are you called there?</source>
        <translation>别人怎么认出您？</translation>
    </message>
    <message>
        <source>Others see it beside your changes, and tell your computers apart by it.</source>
        <translation>您改过的资料旁边会显示姓名；有几台电脑时，靠电脑名称区分。</translation>
    </message>
    <message>
        <source>e.g. Chair Li</source>
        <translation>例如：李主席</translation>
    </message>
    <message>
        <source>e.g. office computer</source>
        <translation>例如：办公室电脑</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>您的姓名</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>这台电脑</translation>
    </message>
    <message>
        <source>Others see: {names}</source>
        <translation>别人看到：{names}</translation>
    </message>
</context>
<context>
    <name>Navigation</name>
    <message>
        <source>Shelves</source>
        <translation>导航</translation>
    </message>
    <message>
        <source>Star-union alliance</source>
        <translation>星级工会联盟</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>日历</translation>
    </message>
    <message>
        <source>Three batches</source>
        <translation>三个一批</translation>
    </message>
    <message>
        <source>Getting started</source>
        <translation>起步指南</translation>
    </message>
    <message>
        <source>Matching</source>
        <translation>供需对接</translation>
    </message>
    <message>
        <source>My drafts</source>
        <translation>我的草稿</translation>
    </message>
    <message>
        <source>Needs a look</source>
        <translation>需要看一下</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>回收站</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>资料库</translation>
    </message>
    <message>
        <source>All records</source>
        <translation>全部资料</translation>
    </message>
    <message>
        <source>Alliance</source>
        <translation>联盟</translation>
    </message>
    <message>
        <source>At hand</source>
        <translation>常用</translation>
    </message>
    <message>
        <source>Take this saved search out</source>
        <translation>移除这个搜索</translation>
    </message>
    <message>
        <source>Follow-ups</source>
        <translation>待办跟进</translation>
    </message>
    <message>
        <source>{count} overdue</source>
        <translation>逾期 {count} 项</translation>
    </message>
</context>
<context>
    <name>NewMatches</name>
    <message>
        <source>{count} new</source>
        <translation>{count} 新</translation>
    </message>
</context>
<context>
    <name>NewPassphrase</name>
    <message>
        <source>{letters} letters and digits or more, or {chinese} Chinese characters or more. Chinese can be typed once it is shown.</source>
        <translation>至少 {letters} 个字母或数字，或至少 {chinese} 个汉字。要输入汉字，请先点“显示”。</translation>
    </message>
    <message>
        <source>New passphrase</source>
        <translation>新口令</translation>
    </message>
    <message>
        <source>The same once more</source>
        <translation>再输一遍</translation>
    </message>
    <message>
        <source>The two are not the same. Nothing was changed; type it twice alike.</source>
        <translation>两次输入的不一样。什么都没有改动，请输入两遍相同的口令。</translation>
    </message>
</context>
<context>
    <name>OnceSaved</name>
    <message>
        <source>What you typed could not be saved yet; nothing else was done.</source>
        <translation>刚输入的内容还没能保存，其他什么都没有做。</translation>
    </message>
</context>
<context>
    <name>OneRow</name>
    <message>
        <source>Which member is meant</source>
        <translation>指哪家会员</translation>
    </message>
    <message>
        <source>Row {row}: {name}</source>
        <translation>第 {row} 行：{name}</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>It says what the library holds already.</source>
        <translation>与资料库里的一致，没有改动。</translation>
    </message>
    <message>
        <source>Which member is meant?</source>
        <translation>请选择：指哪家会员？</translation>
    </message>
    <message>
        <source>None of these: a new member</source>
        <translation>都不是，是新会员</translation>
    </message>
</context>
<context>
    <name>OpenRecord</name>
    <message>
        <source>“{title}” is no longer here: it was erased for good.</source>
        <translation>“{title}”已经不在了：被彻底删除了。</translation>
    </message>
</context>
<context>
    <name>OptionCard</name>
    <message>
        <source>(empty)</source>
        <translation>（空）</translation>
    </message>
</context>
<context>
    <name>OutlineList</name>
    <message>
        <source>Outline</source>
        <translation>提纲</translation>
    </message>
    <message>
        <source>Alt+↑ and Alt+↓ move a section, F2 renames it, Enter goes to its text</source>
        <translation>Alt+↑、Alt+↓ 移动，F2 改名，回车定位到正文</translation>
    </message>
    <message>
        <source>to be written</source>
        <translation>待写</translation>
    </message>
    <message>
        <source>{count} characters</source>
        <translation>{count} 字</translation>
    </message>
    <message>
        <source>tables {count}</source>
        <translation>表 {count}</translation>
    </message>
    <message>
        <source>pictures {count}</source>
        <translation>图 {count}</translation>
    </message>
</context>
<context>
    <name>OverviewRoom</name>
    <message>
        <source>Show at the start</source>
        <translation>启动时显示</translation>
    </message>
    <message>
        <source>Nothing waits for you.</source>
        <translation>没有等您处理的事。</translation>
    </message>
    <message>
        <source>Waits for you</source>
        <translation>等您处理</translation>
    </message>
    <message>
        <source>Nothing is planned.</source>
        <translation>近期没有安排。</translation>
    </message>
    <message>
        <source>Coming up</source>
        <translation>接下来</translation>
    </message>
    <message>
        <source>{year}-{month}</source>
        <translation>{year} 年 {month} 月</translation>
    </message>
    <message>
        <source>{count} visitors</source>
        <translation>参加 {count} 人次</translation>
    </message>
    <message>
        <source>worth {benefit} a year</source>
        <translation>年效益 {benefit}</translation>
    </message>
    <message>
        <source>{sign} {change} against last year</source>
        <translation>{sign} 较去年同期 {change}</translation>
    </message>
    <message>
        <source>as many as last year</source>
        <translation>与去年同期持平</translation>
    </message>
    <message>
        <source>{count} people</source>
        <translation>{count} 人</translation>
    </message>
    <message>
        <source>{count} projects</source>
        <translation>{count} 项</translation>
    </message>
    <message>
        <source>People trained</source>
        <translation>培养创新人才</translation>
    </message>
    <message>
        <source>Projects improved</source>
        <translation>改良创优项目</translation>
    </message>
    <message>
        <source>Results accepted</source>
        <translation>验收创效成果</translation>
    </message>
    <message>
        <source>{count} projects have not moved for 90 days · Look</source>
        <translation>{count} 个项目超过 90 天没有进展 · 查看</translation>
    </message>
    <message>
        <source>{stars} stars: {count} members</source>
        <translation>{stars} 星：{count} 家</translation>
    </message>
    <message>
        <source>no star</source>
        <translation>未评星</translation>
    </message>
    <message>
        <source>{count} members</source>
        <translation>{count} 家</translation>
    </message>
    <message>
        <source>{month}: {count} {what}</source>
        <translation>{month}：{what} {count} 场</translation>
    </message>
    <message>
        <source>{number}</source>
        <comment>a month below its columns</comment>
        <translation>{number}月</translation>
    </message>
    <message>
        <source>Projects that have not moved</source>
        <translation>没有进展的项目</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>会员企业</translation>
    </message>
    <message>
        <source>Saved: {name}</source>
        <translation>已保存：{name}</translation>
    </message>
    <message>
        <source>Salons this year</source>
        <translation>今年主席沙龙</translation>
    </message>
    <message>
        <source>Open days this year</source>
        <translation>今年企业开放日</translation>
    </message>
    <message>
        <source>Results accepted this year</source>
        <translation>今年验收创效成果</translation>
    </message>
    <message>
        <source>Matches agreed this year</source>
        <translation>今年达成供需对接</translation>
    </message>
    <message>
        <source>Rhythm of activities</source>
        <translation>活动节奏</translation>
    </message>
    <message>
        <source>Three batches</source>
        <translation>三个一批</translation>
    </message>
    <message>
        <source>Members by stars</source>
        <translation>会员星级</translation>
    </message>
    <message>
        <source>It is on the clipboard.</source>
        <translation>已复制。</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>日历</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
    <message>
        <source>Summary of a year…</source>
        <translation>年度汇总…</translation>
    </message>
    <message>
        <source>The board</source>
        <translation>看板</translation>
    </message>
    <message>
        <source>Nothing is recorded yet. The numbers appear by themselves as salons and projects are written.</source>
        <translation>还没有资料。写下沙龙和项目，这里的数字会自己出来。</translation>
    </message>
    <message>
        <source>Write the first salon</source>
        <translation>写第一场沙龙</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Ctrl+click opens it</source>
        <translation>按住 Ctrl 点击可打开</translation>
    </message>
</context>
<context>
    <name>PairCard</name>
    <message>
        <source>Match</source>
        <translation>匹配度</translation>
    </message>
    <message>
        <source>Open: {title}</source>
        <translation>打开：{title}</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新</translation>
    </message>
    <message>
        <source>Not suitable</source>
        <translation>不合适</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Start talks</source>
        <translation>发起对接</translation>
    </message>
    <message>
        <source>Note an intent</source>
        <translation>记为意向</translation>
    </message>
    <message>
        <source>Note an agreement</source>
        <translation>记为协议</translation>
    </message>
    <message>
        <source>Done, close</source>
        <translation>已完成，关闭</translation>
    </message>
</context>
<context>
    <name>PassphraseRows</name>
    <message>
        <source>Passphrase of the alliance</source>
        <translation>联盟口令</translation>
    </message>
    <message>
        <source>Protect it with a passphrase (better on a share everybody can open)</source>
        <translation>用口令加密（大家都能打开的共享盘上最好加密）</translation>
    </message>
    <message>
        <source>Who opens the folder without it cannot read a title. Nobody can restore it when it is forgotten; only this computer could set a new one. Write it down, and tell it to the other chairs face to face.</source>
        <translation>没有口令的人打开文件夹，连标题也看不到。忘了口令谁也找不回来，只有这台电脑还能换新口令。请记在纸上，当面告诉其他主席。</translation>
    </message>
</context>
<context>
    <name>PickEditor</name>
    <message>
        <source>{first} and others, {count} in all</source>
        <translation>{first} 等 {count} 项</translation>
    </message>
    <message>
        <source>{first} and others, {count} enterprises</source>
        <translation>{first} 等 {count} 家</translation>
    </message>
</context>
<context>
    <name>PickPopup</name>
    <message>
        <source>Type to narrow the list</source>
        <translation>输入文字缩小范围</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>可选项</translation>
    </message>
    <message>
        <source>Nothing fits</source>
        <translation>没有符合的</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
</context>
<context>
    <name>PlaceStep</name>
    <message>
        <source>Which folder does the alliance share?</source>
        <translation>联盟用哪个共享文件夹？</translation>
    </message>
    <message>
        <source>A folder that everybody can open: on a network drive, in a cloud drive&apos;s folder, or on a USB stick. There is no server, and nobody has to administer anything.</source>
        <translation>大家都能打开的普通文件夹：局域网共享盘、坚果云或 OneDrive 的文件夹、U 盘都可以。不需要服务器，也不需要管理员。</translation>
    </message>
    <message>
        <source>Shared folder</source>
        <translation>共享文件夹</translation>
    </message>
    <message>
        <source>Choose a folder, or paste its path or address</source>
        <translation>选一个文件夹，或粘贴它的路径或网址</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Used before</source>
        <translation>用过的</translation>
    </message>
    <message>
        <source>Choose the alliance&apos;s shared folder</source>
        <translation>选择联盟的共享文件夹</translation>
    </message>
</context>
<context>
    <name>PreviewTable</name>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Enterprise</source>
        <translation>企业</translation>
    </message>
    <message>
        <source>Standing</source>
        <translation>情况</translation>
    </message>
    <message>
        <source>What changes, or is wrong</source>
        <translation>会改什么，错在哪里</translation>
    </message>
</context>
<context>
    <name>PrintDialog</name>
    <message>
        <source>Print: {title}</source>
        <translation>打印：{title}</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Fit width</source>
        <translation>适合宽度</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Page {number} of {count}</source>
        <translation>第 {number} 页，共 {count} 页</translation>
    </message>
</context>
<context>
    <name>Printing</name>
    <message>
        <source>Setting the pages</source>
        <translation>正在排版</translation>
    </message>
    <message>
        <source>Printing</source>
        <translation>正在打印</translation>
    </message>
    <message>
        <source>Sent to the printer: {count} pages.</source>
        <translation>已送打印：{count} 页。</translation>
    </message>
    <message>
        <source>Printing page</source>
        <translation>正在打印第</translation>
    </message>
</context>
<context>
    <name>ProjectTable</name>
    <message>
        <source>Project</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Needs</source>
        <translation>待处理</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>进入日期</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>天数</translation>
    </message>
    <message>
        <source>Yearly benefit</source>
        <translation>年经济效益</translation>
    </message>
    <message>
        <source>needs a look</source>
        <translation>需要看一下</translation>
    </message>
    <message>
        <source>no progress for {days} days</source>
        <translation>{days} 天没有进展</translation>
    </message>
</context>
<context>
    <name>ProjectView</name>
    <message>
        <source>Innovation projects</source>
        <translation>创新项目</translation>
    </message>
</context>
<context>
    <name>QAbstractFileIconProvider</name>
    <message>
        <source>Drive</source>
        <translation>驱动器</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>%1 File</source>
        <translation>%1 文件</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Shortcut</source>
        <translation>快捷方式</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>&amp;Look in:</source>
        <translation>位置(&amp;L)：</translation>
    </message>
    <message>
        <source>Files of &amp;type:</source>
        <translation>文件类型(&amp;T)：</translation>
    </message>
</context>
<context>
    <name>QFileSystemModel</name>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
</context>
<context>
    <name>RecordHead</name>
    <message>
        <source>Write the case</source>
        <translation>写材料</translation>
    </message>
    <message>
        <source>More about this record</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>✓ Shared with the alliance ▾</source>
        <translation>✓ 已共享给联盟 ▾</translation>
    </message>
    <message>
        <source>● Only on this computer ▾</source>
        <translation>● 仅本机草稿 ▾</translation>
    </message>
    <message>
        <source>{who} · {when}</source>
        <translation>{who} · {when}</translation>
    </message>
    <message>
        <source>Editing…</source>
        <translation>正在编辑…</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <source>Saved · {time}</source>
        <translation>已保存 · {time}</translation>
    </message>
    <message>
        <source>Not saved yet: {reason}</source>
        <translation>尚未保存：{reason}</translation>
    </message>
    <message>
        <source>Share with the alliance</source>
        <translation>与联盟共享</translation>
    </message>
    <message>
        <source>Shared: goes out with the next sync</source>
        <translation>已共享：下次同步时发出</translation>
    </message>
    <message>
        <source>All versions…</source>
        <translation>全部版本…</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>Move to the trash</source>
        <translation>移到回收站</translation>
    </message>
    <message>
        <source>Take notes live</source>
        <translation>现场记录</translation>
    </message>
    <message>
        <source>A page of its own for a salon under way: topics, speakers, decisions</source>
        <translation>开会时用的整页：议题、发言人、决议一页记完</translation>
    </message>
    <message>
        <source>Make a template of this…</source>
        <translation>做成模板…</translation>
    </message>
</context>
<context>
    <name>RecordView</name>
    <message>
        <source>Choose a record on the left, or make a new one with Ctrl+N</source>
        <translation>请在左侧选一条资料，或按 Ctrl+N 新建</translation>
    </message>
</context>
<context>
    <name>RecoveredBanner</name>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Got it</source>
        <translation>知道了</translation>
    </message>
    <message>
        <source>The program was not closed in good order last time.</source>
        <translation>上次程序没有正常退出。</translation>
    </message>
    <message>
        <source>Some of “{title}” waits beside the library and could not be put in: {reason}</source>
        <translation>《{title}》还有一部分没存进资料库，先留在本机：{reason}</translation>
    </message>
    <message>
        <source>What had not been saved of “{title}” was put in just now.</source>
        <translation>《{title}》没来得及存下的内容，刚才已经补上。</translation>
    </message>
    <message>
        <source>“{title}” was just begun; what was typed in the last second may be missing.</source>
        <translation>《{title}》当时刚动笔，最后一秒打的字可能没有存下。</translation>
    </message>
    <message>
        <source>“{title}” is saved until {time}.</source>
        <translation>《{title}》已保存到 {time}。</translation>
    </message>
</context>
<context>
    <name>Review</name>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>正文</translation>
    </message>
</context>
<context>
    <name>ReviewDialog</name>
    <message>
        <source>Changed at the same time: “{title}”</source>
        <translation>同时改过：“{title}”</translation>
    </message>
    <message>
        <source>‹ Previous</source>
        <translation>‹ 上一处</translation>
    </message>
    <message>
        <source>Next ›</source>
        <translation>下一处 ›</translation>
    </message>
    <message>
        <source>Nobody had seen the other&apos;s change. Nothing is lost: what is not kept stays in the history.</source>
        <translation>改的时候谁也没看到对方的改动。什么都没丢：没采用的仍留在历史里。</translation>
    </message>
    <message>
        <source>Underlined: added. Struck through: taken out.</source>
        <translation>下划线是加上的，删除线是去掉的。</translation>
    </message>
    <message>
        <source>Decide later</source>
        <translation>以后再定</translation>
    </message>
    <message>
        <source>All of it is decided. What was not kept stays in the history.</source>
        <translation>都定好了。没采用的仍留在历史里。</translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation>第 {number} 处，共 {count} 处</translation>
    </message>
    <message>
        <source>Before: {text}</source>
        <translation>原来：{text}</translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>（空）</translation>
    </message>
    <message>
        <source>shown now</source>
        <translation>现在显示的</translation>
    </message>
    <message>
        <source>Both together, as it reads now</source>
        <translation>合在一起（现在就是这样）</translation>
    </message>
    <message>
        <source>Both together</source>
        <translation>合在一起</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>都保留</translation>
    </message>
    <message>
        <source>As it reads now</source>
        <translation>现在的样子</translation>
    </message>
    <message>
        <source>Leave it like this</source>
        <translation>就这样</translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation>某人</translation>
    </message>
    <message>
        <source>Keep the left one</source>
        <translation>采用左边</translation>
    </message>
    <message>
        <source>Keep the right one</source>
        <translation>采用右边</translation>
    </message>
    <message>
        <source>Keep this one</source>
        <translation>采用这个</translation>
    </message>
    <message>
        <source>Review “{title}”</source>
        <translation>复核“{title}”</translation>
    </message>
    <message>
        <source>This computer signs it, and everybody sees it as verified. When a value or its evidence is changed afterwards, it says so.</source>
        <translation>由这台电脑签名，大家看到的是“已核实”。以后数值或佐证有改动，会标明“复核后有改动”。</translation>
    </message>
    <message>
        <source>Sign the review</source>
        <translation>签名复核</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>复核结果</translation>
    </message>
    <message>
        <source>Reviewed by</source>
        <translation>复核人</translation>
    </message>
</context>
<context>
    <name>ReviewNotice</name>
    <message>
        <source>Review: {review}</source>
        <translation>复核：{review}</translation>
    </message>
    <message>
        <source>Not verified: no device marked as the federation&apos;s has signed it.</source>
        <translation>未经核实：没有上级工会设备的签名。</translation>
    </message>
    <message>
        <source>Verified: signed by the federation&apos;s device, unchanged since.</source>
        <translation>已核实：上级工会的设备签过，之后没有改动。</translation>
    </message>
    <message>
        <source>Changed since the review: what stands here is not what was reviewed.</source>
        <translation>复核后有改动：现在的内容和复核时的不一样。</translation>
    </message>
    <message>
        <source>Review…</source>
        <translation>复核…</translation>
    </message>
    <message>
        <source>Reviewed. It goes out with the next sync.</source>
        <translation>已复核，下次同步时发出。</translation>
    </message>
    <message>
        <source>Not reviewed yet</source>
        <translation>还没有复核</translation>
    </message>
    <message>
        <source>This computer is the federation&apos;s: its review counts for everybody.</source>
        <translation>这台电脑是上级工会的，在这里复核全联盟作数。</translation>
    </message>
</context>
<context>
    <name>Reviewing</name>
    <message>
        <source>Review</source>
        <translation>复核</translation>
    </message>
    <message>
        <source>{title}: {points} points, {stars}. What does your review say?</source>
        <translation>{title}：{points} 分，{stars}。复核意见？</translation>
    </message>
    <message>
        <source>Agreed</source>
        <translation>同意</translation>
    </message>
    <message>
        <source>To be corrected</source>
        <translation>退回修改</translation>
    </message>
    <message>
        <source>Reviewed and signed. It goes out with the next sync.</source>
        <translation>已复核并签名，下次同步时送出。</translation>
    </message>
</context>
<context>
    <name>Roster</name>
    <message>
        <source>New</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>有改动</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>不变</translation>
    </message>
    <message>
        <source>Which one?</source>
        <translation>待确认</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>有误</translation>
    </message>
    <message>
        <source>Import roster</source>
        <translation>导入花名册</translation>
    </message>
</context>
<context>
    <name>RosterDialog</name>
    <message>
        <source>Import roster</source>
        <translation>导入花名册</translation>
    </message>
    <message>
        <source>Save the template…</source>
        <translation>另存空白模板…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Rows that are no enterprise: {rows}</source>
        <translation>不是企业、没有计入的行：{rows}</translation>
    </message>
    <message>
        <source>Columns that are not used: {columns}</source>
        <translation>没有用到的列：{columns}</translation>
    </message>
    <message>
        <source>Leave out the {count} rows that are wrong or not clear</source>
        <translation>有误和待确认的 {count} 行先不导入</translation>
    </message>
    <message>
        <source>Import {count}</source>
        <translation>导入 {count} 家</translation>
    </message>
    <message>
        <source>Nothing to import</source>
        <translation>没有可导入的</translation>
    </message>
    <message>
        <source>Roster taken in: {added} new, {changed} changed, {left} rows left out.</source>
        <translation>花名册已导入：新增 {added} 家，修改 {changed} 家，未导入 {left} 行。</translation>
    </message>
    <message>
        <source>New members are drafts until they are shared.</source>
        <translation>新会员先是只在本机的草稿，共享后大家才看得到。</translation>
    </message>
    <message>
        <source>Member roster template</source>
        <translation>会员企业花名册模板</translation>
    </message>
    <message>
        <source>Save the template</source>
        <translation>另存空白模板</translation>
    </message>
    <message>
        <source>Saved as {name}</source>
        <translation>已存为 {name}</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>工作表</translation>
    </message>
    <message>
        <source>Rows of the roster</source>
        <translation>花名册的各行</translation>
    </message>
</context>
<context>
    <name>RosterOut</name>
    <message>
        <source>Export roster</source>
        <translation>导出花名册</translation>
    </message>
    <message>
        <source>Write {count} enterprises as an Excel roster. Cover the telephone numbers?</source>
        <translation>把 {count} 家企业导出成 Excel 花名册。要遮盖电话号码吗？</translation>
    </message>
    <message>
        <source>A covered roster can be filled in and imported again: the numbers in the library stay.</source>
        <translation>遮盖了的花名册改好后照样能导入：资料库里的号码不会变。</translation>
    </message>
    <message>
        <source>Cover them</source>
        <translation>遮盖</translation>
    </message>
    <message>
        <source>Write them out</source>
        <translation>完整写出</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Exported as {name}</source>
        <translation>已导出为 {name}</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
</context>
<context>
    <name>RowsEditor</name>
    <message>
        <source>＋ Add a row</source>
        <translation>＋ 加一行</translation>
    </message>
    <message>
        <source>Remove this row</source>
        <translation>删除这一行</translation>
    </message>
    <message>
        <source>{count} rows</source>
        <translation>{count} 行</translation>
    </message>
</context>
<context>
    <name>SalonHead</name>
    <message>
        <source>← Back to the record</source>
        <translation>← 返回记录</translation>
    </message>
    <message>
        <source>Time since the start</source>
        <translation>已进行的时间</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>End</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>End the salon</source>
        <translation>结束沙龙</translation>
    </message>
    <message>
        <source>{count} characters</source>
        <translation>{count} 字</translation>
    </message>
    <message>
        <source>All is saved by itself</source>
        <translation>边写边存</translation>
    </message>
    <message>
        <source>Leave full screen</source>
        <translation>退出全屏</translation>
    </message>
</context>
<context>
    <name>SalonPage</name>
    <message>
        <source>Topics</source>
        <translation>议题</translation>
    </message>
    <message>
        <source>F2 next</source>
        <translation>F2 下一个</translation>
    </message>
    <message>
        <source>＋ Add a topic</source>
        <translation>＋ 加议题</translation>
    </message>
    <message>
        <source>Speakers</source>
        <translation>发言人</translation>
    </message>
    <message>
        <source>＋ Add a speaker (name·union)</source>
        <translation>＋ 加发言人（人·单位）</translation>
    </message>
    <message>
        <source>＋ Photos</source>
        <translation>＋ 照片</translation>
    </message>
    <message>
        <source>Add photos or files</source>
        <translation>加照片或文件</translation>
    </message>
    <message>
        <source>F4 · Tab next cell · Enter next row · Ctrl+Delete takes a row out</source>
        <translation>F4 来回 · Tab 下一格 · Enter 下一行 · Ctrl+Delete 删行</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>决议事项</translation>
    </message>
    <message>
        <source>or drop them anywhere,
or paste with Ctrl+V</source>
        <translation>也可拖到页面任何地方，
或按 Ctrl+V 粘贴</translation>
    </message>
</context>
<context>
    <name>SearchBox</name>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search titles, text, tags, attachments…</source>
        <translation>搜索标题、正文、标签、附件…</translation>
    </message>
    <message>
        <source>Words side by side must all occur. “exact words”, kind:, tag:, member:, date:2024-01..2024-06, OR, NOT, end*</source>
        <translation>并列的词须同时出现。可用 “原样词句”、类型: 标签: 企业: 日期:2024-01..2024-06、OR、NOT、前缀*</translation>
    </message>
</context>
<context>
    <name>SecretDialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
</context>
<context>
    <name>SecretLine</name>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>Hide what is typed</source>
        <translation>隐藏输入的内容</translation>
    </message>
    <message>
        <source>Show what is typed</source>
        <translation>显示输入的内容</translation>
    </message>
</context>
<context>
    <name>Sharing</name>
    <message>
        <source>Erase {count} records here, too?</source>
        <translation>本机也删除这 {count} 条资料？</translation>
    </message>
    <message>
        <source>{device} has erased them for everybody.</source>
        <translation>{device} 对大家彻底删除了这些资料。</translation>
    </message>
    <message>
        <source>Texts, versions, attachments and backups of them go from here; nothing brings them back.</source>
        <translation>正文、历史版本、附件和备份都会从本机删掉，再也找不回来。</translation>
    </message>
    <message>
        <source>I have asked: it was meant</source>
        <translation>我已问过，确实要删</translation>
    </message>
    <message>
        <source>Erase them here, too</source>
        <translation>本机也删除</translation>
    </message>
</context>
<context>
    <name>SheetsView</name>
    <message>
        <source>The pages as they will be printed</source>
        <translation>打印出来的页面</translation>
    </message>
    <message>
        <source>Page {number} of {count}</source>
        <translation>第 {number} 页，共 {count} 页</translation>
    </message>
</context>
<context>
    <name>SidePane</name>
    <message>
        <source>Belongs together</source>
        <translation>关联资料</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>{count} versions</source>
        <translation>{count} 个版本</translation>
    </message>
    <message>
        <source>＋ {count} more</source>
        <translation>＋ 还有 {count} 条</translation>
    </message>
    <message>
        <source>Not written yet</source>
        <translation>还没有写</translation>
    </message>
</context>
<context>
    <name>SourceCard</name>
    <message>
        <source>What can be done with “{title}”</source>
        <translation>“{title}”的操作</translation>
    </message>
    <message>
        <source>Choose its parts…</source>
        <translation>取哪些部分…</translation>
    </message>
    <message>
        <source>Put into</source>
        <translation>放入</translation>
    </message>
    <message>
        <source>the end of the text</source>
        <translation>正文末尾</translation>
    </message>
    <message>
        <source>Look at this record</source>
        <translation>查看这条资料</translation>
    </message>
    <message>
        <source>Share with the alliance</source>
        <translation>共享给联盟</translation>
    </message>
    <message>
        <source>Take off the sources</source>
        <translation>移出素材</translation>
    </message>
</context>
<context>
    <name>SourceSearch</name>
    <message>
        <source>Find sources</source>
        <translation>找素材</translation>
    </message>
    <message>
        <source>Find sources; Enter adds one</source>
        <translation>搜资料，回车加入</translation>
    </message>
    <message>
        <source>Found; Enter adds one to the sources, or drag it into the outline</source>
        <translation>搜到的资料；回车加入素材，也可拖进提纲</translation>
    </message>
    <message>
        <source>Nothing was found. Try fewer or other words.</source>
        <translation>没有找到。少写几个字，或换个说法。</translation>
    </message>
    <message>
        <source>Enter adds it to the sources; or drag it into the outline</source>
        <translation>回车加入素材，也可拖进提纲</translation>
    </message>
</context>
<context>
    <name>Sources</name>
    <message>
        <source>No sources yet. Find salons, projects and open days above, and drag them into the outline below.</source>
        <translation>还没有素材。在上面搜沙龙、项目、开放日，拖进下面的提纲。</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>再放一次</translation>
    </message>
    <message>
        <source>Sources (drag them into the outline)</source>
        <translation>素材（拖入下方提纲）</translation>
    </message>
</context>
<context>
    <name>StarSteps</name>
    <message>
        <source>Rated: {ratings}</source>
        <translation>评定：{ratings}</translation>
    </message>
    <message>
        <source>Self-assessed: {years}</source>
        <translation>自评：{years}</translation>
    </message>
    <message>
        <source>Stars over time</source>
        <translation>历年星级</translation>
    </message>
    <message>
        <source>none</source>
        <translation>未评</translation>
    </message>
    <message>
        <source>self-assessed</source>
        <translation>自评</translation>
    </message>
    <message>
        <source>rated</source>
        <translation>评定</translation>
    </message>
</context>
<context>
    <name>Stars</name>
    <message>
        <source> · </source>
        <translation> · </translation>
    </message>
    <message>
        <source>Catalogue {id}, version {version} ({standing}): {count} indicators, {points} points</source>
        <translation>指标目录 {id}，第 {version} 版（{standing}）：{count} 个指标，{points} 分</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Measured by: {what}</source>
        <translation>口径：{what}</translation>
    </message>
    <message>
        <source>Asked for: {what} ({unit})</source>
        <translation>要求：{what}（{unit}）</translation>
    </message>
    <message>
        <source>Required for: {what}</source>
        <translation>必备：{what}</translation>
    </message>
    <message>
        <source>Evidence: {what}</source>
        <translation>佐证：{what}</translation>
    </message>
    <message>
        <source>Not applicable: {what}</source>
        <translation>不适用：{what}</translation>
    </message>
    <message>
        <source>Counted from the library where it can be.</source>
        <translation>资料库里有的，自动统计。</translation>
    </message>
    <message>
        <source>Not submitted yet</source>
        <translation>未提交</translation>
    </message>
    <message>
        <source>Submitted, not reviewed yet</source>
        <translation>已提交，待复核</translation>
    </message>
    <message>
        <source>Reviewed, not verified</source>
        <translation>复核未经核实</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>已复核</translation>
    </message>
    <message>
        <source>Changed since the review</source>
        <translation>复核后有改动</translation>
    </message>
    <message>
        <source>less than nothing is no value</source>
        <translation>不能小于 0</translation>
    </message>
    <message>
        <source>one star</source>
        <translation>一星</translation>
    </message>
    <message>
        <source>two stars</source>
        <translation>二星</translation>
    </message>
    <message>
        <source>three stars</source>
        <translation>三星</translation>
    </message>
    <message>
        <source>no star</source>
        <translation>未达星级</translation>
    </message>
    <message>
        <source>Reached: {stars}</source>
        <translation>已达：{stars}</translation>
    </message>
    <message>
        <source>Everything three stars ask for is there.</source>
        <translation>三星要求都已达到</translation>
    </message>
    <message>
        <source>{points} points</source>
        <translation>{points} 分</translation>
    </message>
    <message>
        <source>{count} required indicators</source>
        <translation>{count} 项必备</translation>
    </message>
    <message>
        <source>{count} classes below their floor</source>
        <translation>{count} 类未到最低分</translation>
    </message>
    <message>
        <source>{count} vetoes in force</source>
        <translation>{count} 项一票否决</translation>
    </message>
    <message>
        <source>Missing to {star}: {parts}</source>
        <translation>升{star}还差 {parts}</translation>
    </message>
    <message>
        <source>Last year {points} {stars} {change}</source>
        <translation>上年 {points} {stars} {change}</translation>
    </message>
</context>
<context>
    <name>StarsRoom</name>
    <message>
        <source>{name}, self-assessment {year}</source>
        <translation>{name} {year} 年度星级自评</translation>
    </message>
    <message>
        <source>Three-star unions: {name}</source>
        <translation>三星工会怎么做：{name}</translation>
    </message>
    <message>
        <source>No three-star union has shared anything about “{name}” yet.</source>
        <translation>还没有三星工会共享过“{name}”的资料。</translation>
    </message>
</context>
<context>
    <name>StateCard</name>
    <message>
        <source>How far the sync is</source>
        <translation>同步进度</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>立即同步</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>last synced {time}</source>
        <translation>上次同步：{time}</translation>
    </message>
    <message>
        <source>The first sync of this start follows in a moment.</source>
        <translation>打开程序后的第一次同步马上开始。</translation>
    </message>
    <message>
        <source>What came until it was stopped is kept; the next sync goes on from there.</source>
        <translation>停止前收到的都留着，下次同步接着收。</translation>
    </message>
</context>
<context>
    <name>StepCard</name>
    <message>
        <source>Notes on this step</source>
        <translation>打开这件事的记录</translation>
    </message>
    <message>
        <source>Counts for</source>
        <translation>对应星级指标</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>佐证</translation>
    </message>
    <message>
        <source>How others did it</source>
        <translation>别的工会怎么做</translation>
    </message>
    <message>
        <source>Open: {kind}</source>
        <translation>打开{kind}</translation>
    </message>
    <message>
        <source>Begin: {kind}</source>
        <translation>新建{kind}</translation>
    </message>
    <message>
        <source>Not done after all</source>
        <translation>其实还没完成</translation>
    </message>
    <message>
        <source>Tick off</source>
        <translation>打勾完成</translation>
    </message>
    <message>
        <source>{name} · {points:g} points</source>
        <translation>{name} · {points:g} 分</translation>
    </message>
    <message>
        <source>Done on {day}</source>
        <translation>{day} 完成</translation>
    </message>
    <message>
        <source>No day set</source>
        <translation>没有定期限</translation>
    </message>
    <message>
        <source>Was due on {day}</source>
        <translation>应在 {day} 前完成</translation>
    </message>
    <message>
        <source>By {day}</source>
        <translation>{day} 前完成</translation>
    </message>
    <message>
        <source>The library shows it as done: tick it off.</source>
        <translation>资料库里已经够数了，可以打勾。</translation>
    </message>
    <message>
        <source>Nothing in the library yet; with {wanted:g} it counts as done.</source>
        <translation>资料库里还没有，到 {wanted:g} 就算完成。</translation>
    </message>
    <message>
        <source>Counted {value:g} of {wanted:g} so far.</source>
        <translation>资料库里已有 {value:g}，做到 {wanted:g} 就算完成。</translation>
    </message>
</context>
<context>
    <name>StepList</name>
    <message>
        <source>Steps of the first year</source>
        <translation>第一年的事项</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>done on {day}</source>
        <translation>{day} 完成</translation>
    </message>
    <message>
        <source>can be ticked off</source>
        <translation>可以打勾</translation>
    </message>
    <message>
        <source>{count} days late</source>
        <translation>已过 {count} 天</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>{count} days left</source>
        <translation>还有 {count} 天</translation>
    </message>
    <message>
        <source>No day set</source>
        <translation>没有定期限</translation>
    </message>
    <message>
        <source>{year}-{month}</source>
        <translation>{year} 年 {month} 月</translation>
    </message>
</context>
<context>
    <name>StepsCard</name>
    <message>
        <source>What to do next</source>
        <translation>下一步做什么</translation>
    </message>
    <message>
        <source>Nothing is left that would earn more points.</source>
        <translation>没有还能多得分的了。</translation>
    </message>
    <message>
        <source>the most points for the least effort first</source>
        <translation>按“得分／投入”排序</translation>
    </message>
    <message>
        <source>Show fewer</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>Show {count} more</source>
        <translation>再看 {count} 条</translation>
    </message>
    <message>
        <source>Use the counted value</source>
        <translation>改用统计数</translation>
    </message>
    <message>
        <source>Add evidence</source>
        <translation>添加佐证</translation>
    </message>
    <message>
        <source>Open “{title}”</source>
        <translation>打开“{title}”</translation>
    </message>
    <message>
        <source>See how three-star unions do it</source>
        <translation>看三星工会怎么做的</translation>
    </message>
    <message>
        <source>Fill in</source>
        <translation>去填</translation>
    </message>
</context>
<context>
    <name>StewardRow</name>
    <message>
        <source>Remove…</source>
        <translation>移出…</translation>
    </message>
    <message>
        <source>Make steward…</source>
        <translation>设为管理员…</translation>
    </message>
    <message>
        <source>New passphrase…</source>
        <translation>换新口令…</translation>
    </message>
    <message>
        <source>Only {stewards} can remove a device or change the passphrase.</source>
        <translation>只有管理员（{stewards}）能移出设备、更换口令。</translation>
    </message>
    <message>
        <source>Mark as federation…</source>
        <translation>标为上级工会…</translation>
    </message>
    <message>
        <source>No longer federation…</source>
        <translation>取消上级工会…</translation>
    </message>
    <message>
        <source>Choose a device above to remove it, to make it a steward or to let its reviews count.</source>
        <translation>在上面选一台设备，可以移出、设为管理员，或标为上级工会。</translation>
    </message>
</context>
<context>
    <name>Stewarding</name>
    <message>
        <source>The same library has been in the alliance as {devices}, too; that goes with it.</source>
        <translation>同一个资料库还以“{devices}”的名义在联盟里，也一并移出。</translation>
    </message>
    <message>
        <source>Remove “{name}” from the alliance?</source>
        <translation>把“{name}”移出联盟？</translation>
    </message>
    <message>
        <source>From now on nothing this device gives is taken, and it can read nothing new. What it gave before stays, and so does what it has received. To come back it would need a new library.</source>
        <translation>从此不再收取这台设备的修改，它也看不到新内容。它以前给出的和已经收到的都还在。要再加入，得新建资料库。</translation>
    </message>
    <message>
        <source>The alliance gets a new passphrase for it. The other devices learn the new key by themselves; tell the passphrase to whoever joins later, not to who is removed.</source>
        <translation>联盟同时换用新口令。其他设备会自动得到新密钥；新口令只告诉以后加入的人，不要告诉被移出的人。</translation>
    </message>
    <message>
        <source>“{name}” no longer belongs to us</source>
        <translation>“{name}”不再属于联盟</translation>
    </message>
    <message>
        <source>Remove the device</source>
        <translation>移出设备</translation>
    </message>
    <message>
        <source>“{name}” was removed. The alliance has a new passphrase.</source>
        <translation>已移出“{name}”，联盟换了新口令。</translation>
    </message>
    <message>
        <source>Make “{name}” a steward?</source>
        <translation>让“{name}”也做管理员？</translation>
    </message>
    <message>
        <source>It can then remove devices, this one too, and change the passphrase. Good to have a second one, for without any steward&apos;s computer nobody can be removed any more.</source>
        <translation>它就能移出设备（包括这一台）、更换口令。最好有两位管理员：管理员的电脑都没了，就谁也移不出去了。</translation>
    </message>
    <message>
        <source>The alliance gets a new passphrase for it. The other devices learn the new key by themselves; tell the passphrase to whoever joins later.</source>
        <translation>联盟同时换用新口令。其他设备会自动得到新密钥；新口令告诉以后加入的人就行。</translation>
    </message>
    <message>
        <source>Make it a steward</source>
        <translation>设为管理员</translation>
    </message>
    <message>
        <source>“{name}” is a steward now. The alliance has a new passphrase.</source>
        <translation>“{name}”现在是管理员，联盟换了新口令。</translation>
    </message>
    <message>
        <source>Give the alliance a new passphrase?</source>
        <translation>给联盟换新口令？</translation>
    </message>
    <message>
        <source>For when the old one became known to somebody, or is forgotten. The members&apos; devices learn the new key by themselves; tell the passphrase to whoever joins from now on.</source>
        <translation>旧口令泄露了或忘了，就换一个。成员的设备会自动得到新密钥；新口令告诉以后加入的人就行。</translation>
    </message>
    <message>
        <source>Change the passphrase</source>
        <translation>换新口令</translation>
    </message>
    <message>
        <source>The alliance has a new passphrase. Tell it to whoever joins from now on.</source>
        <translation>联盟换了新口令，请告诉以后加入的人。</translation>
    </message>
    <message>
        <source>Reviews of self-assessments and indicator catalogues that come from it then count for everybody as the higher union&apos;s. Mark only a computer that the higher union itself uses.</source>
        <translation>标了以后，它的复核和导入的指标目录在全联盟都算上级工会的。只标上级工会自己用的电脑。</translation>
    </message>
    <message>
        <source>Its new reviews and catalogues no longer count. Those that have come before stay verified.</source>
        <translation>它以后的复核和目录不再作数，以前收到的仍然是“已核实”。</translation>
    </message>
    <message>
        <source>Mark “{name}” as the federation&apos;s?</source>
        <translation>把“{name}”标为上级工会？</translation>
    </message>
    <message>
        <source>“{name}” no longer the federation&apos;s?</source>
        <translation>“{name}”不再是上级工会？</translation>
    </message>
    <message>
        <source>Mark it</source>
        <translation>标为上级工会</translation>
    </message>
    <message>
        <source>Take the mark away</source>
        <translation>取消标记</translation>
    </message>
    <message>
        <source>Reviews of “{name}” count now. The alliance has a new passphrase.</source>
        <translation>“{name}”的复核现在作数。联盟换了新口令。</translation>
    </message>
    <message>
        <source>New reviews of “{name}” no longer count. The alliance has a new passphrase.</source>
        <translation>“{name}”以后的复核不再作数。联盟换了新口令。</translation>
    </message>
</context>
<context>
    <name>Submitting</name>
    <message>
        <source>Submit for review</source>
        <translation>提交复核</translation>
    </message>
    <message>
        <source>Give this self-assessment to the alliance?</source>
        <translation>把这份自评提交给联盟？</translation>
    </message>
    <message>
        <source>It goes out with the next sync, with the evidence that is shared, and the higher union reviews it.</source>
        <translation>下次同步时连同已共享的佐证一起送出，由上级工会复核。</translation>
    </message>
    <message>
        <source>{count} of the records behind it are private drafts still.</source>
        <translation>相关资料中有 {count} 条还是未共享的草稿。</translation>
    </message>
    <message>
        <source>Submit and share them</source>
        <translation>一起共享并提交</translation>
    </message>
    <message>
        <source>Submit the assessment only</source>
        <translation>只提交自评</translation>
    </message>
    <message>
        <source>Submit</source>
        <translation>提交</translation>
    </message>
    <message>
        <source>Submitted. It goes out with the next sync.</source>
        <translation>已提交，下次同步时送出。</translation>
    </message>
</context>
<context>
    <name>Suggestions</name>
    <message>
        <source>Recommended matches</source>
        <translation>推荐对接</translation>
    </message>
    <message>
        <source>Choose a need or an offer: who fits it, and why, stands here.</source>
        <translation>选一条需求或供给，这里会列出合适的对象和理由。</translation>
    </message>
    <message>
        <source>This is settled or out of date. Nothing new is looked for.</source>
        <translation>这条已办结或过期，不再推荐。</translation>
    </message>
    <message>
        <source>No offer fits this need yet. Fill in stage, product, amount and area: the more is known, the better.</source>
        <translation>还没有合适的供给。把环节、产品、数量、区域填全，推荐会更准。</translation>
    </message>
    <message>
        <source>No need fits this offer yet. Fill in stage, product, amount and area: the more is known, the better.</source>
        <translation>还没有合适的需求。把环节、产品、数量、区域填全，推荐会更准。</translation>
    </message>
</context>
<context>
    <name>Summing</name>
    <message>
        <source>Summing the year up</source>
        <translation>正在汇总</translation>
    </message>
</context>
<context>
    <name>Sync</name>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Syncing</source>
        <translation>正在同步</translation>
    </message>
    <message>
        <source>Not shared yet</source>
        <translation>未连接共享文件夹</translation>
    </message>
    <message>
        <source>Sync is waiting</source>
        <translation>同步在等待</translation>
    </message>
    <message>
        <source>Sync needs you</source>
        <translation>同步需要您处理</translation>
    </message>
    <message>
        <source>Not synced yet</source>
        <translation>尚未同步</translation>
    </message>
    <message>
        <source>Sync was stopped</source>
        <translation>同步已停止</translation>
    </message>
    <message>
        <source>Synced in part</source>
        <translation>部分已同步</translation>
    </message>
    <message>
        <source>Synced</source>
        <translation>已同步</translation>
    </message>
    <message>
        <source>Received {what}</source>
        <translation>收到 {what}</translation>
    </message>
    <message>
        <source>Sent {what}</source>
        <translation>发出 {what}</translation>
    </message>
    <message>
        <source>Nothing new on either side</source>
        <translation>两边都没有新内容</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>{count} changes</source>
        <translation>{count} 处修改</translation>
    </message>
    <message>
        <source>{count} attachments</source>
        <translation>{count} 个附件</translation>
    </message>
    <message>
        <source> and </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Looking into the folder</source>
        <translation>正在查看共享文件夹</translation>
    </message>
    <message>
        <source>The shared folder “{folder}” cannot be reached</source>
        <translation>找不到共享文件夹“{folder}”</translation>
    </message>
    <message>
        <source>Nothing can be written to the shared folder “{folder}”</source>
        <translation>共享文件夹“{folder}”写不进去</translation>
    </message>
    <message>
        <source>The disk of the shared folder “{folder}” is full</source>
        <translation>共享文件夹“{folder}”的磁盘已满</translation>
    </message>
    <message>
        <source>The shared folder “{folder}” needs a newer version of the program</source>
        <translation>共享文件夹“{folder}”需要较新版本的程序</translation>
    </message>
    <message>
        <source>The shared folder “{folder}” cannot be read</source>
        <translation>不能读取共享文件夹“{folder}”</translation>
    </message>
    <message>
        <source>Something is in the way in the shared folder “{folder}”</source>
        <translation>共享文件夹“{folder}”里有东西挡着</translation>
    </message>
    <message>
        <source>The shared folder “{folder}” belongs to another alliance now</source>
        <translation>共享文件夹“{folder}”现在属于另一个联盟</translation>
    </message>
    <message>
        <source>{host} does not answer</source>
        <translation>{host} 没有回应</translation>
    </message>
    <message>
        <source>{host} wants a password</source>
        <translation>{host} 要求输入密码</translation>
    </message>
    <message>
        <source>{host} does not accept the password</source>
        <translation>{host} 不接受这个密码</translation>
    </message>
    <message>
        <source>The passphrase of the alliance is wanted on this computer</source>
        <translation>这台电脑需要联盟口令</translation>
    </message>
    <message>
        <source>The alliance has a new passphrase</source>
        <translation>联盟换了新口令</translation>
    </message>
    <message>
        <source>The key of the alliance is not in the shared folder “{folder}”</source>
        <translation>共享文件夹“{folder}”里找不到联盟的密钥</translation>
    </message>
    <message>
        <source>This computer was removed from the alliance</source>
        <translation>这台电脑已被移出联盟</translation>
    </message>
    <message>
        <source>The shared folder “{folder}” says that it has no passphrase any more</source>
        <translation>共享文件夹“{folder}”说不再需要口令了</translation>
    </message>
    <message>
        <source>everything here is safe and stays here</source>
        <translation>本机资料都安全，仍在本机</translation>
    </message>
    <message>
        <source>everything here is safe and goes out later</source>
        <translation>本机资料都安全，稍后自动发出</translation>
    </message>
    <message>
        <source>yesterday {time}</source>
        <translation>昨天 {time}</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>刚刚</translation>
    </message>
    <message>
        <source>{count} min ago</source>
        <translation>{count} 分钟前</translation>
    </message>
    <message>
        <source>{count} h ago</source>
        <translation>{count} 小时前</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>{count} days ago</source>
        <translation>{count} 天前</translation>
    </message>
    <message>
        <source>MMMM d</source>
        <translation>M月d日</translation>
    </message>
    <message>
        <source>MMMM d, yyyy</source>
        <translation>yyyy年M月d日</translation>
    </message>
    <message>
        <source>{name} · {count}</source>
        <translation>{name} · {count} 项</translation>
    </message>
    <message>
        <source>… and {count} more of the same kind</source>
        <translation>……还有 {count} 项同样的</translation>
    </message>
    <message>
        <source>Attachments</source>
        <translation>附件</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>资料</translation>
    </message>
    <message>
        <source>the file with changes {numbers}</source>
        <translation>第 {numbers} 处修改</translation>
    </message>
    <message>
        <source>this device</source>
        <translation>这台设备</translation>
    </message>
    <message>
        <source>{count} records were erased there for everybody; they are still here.</source>
        <translation>那里对大家彻底删除了 {count} 条资料；本机还留着。</translation>
    </message>
    <message>
        <source>Enter the passphrase…</source>
        <translation>输入口令…</translation>
    </message>
    <message>
        <source>Enter the password…</source>
        <translation>输入密码…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>This computer has no keyring: the password is known until the program ends, and asked for again after that.</source>
        <translation>这台电脑没有密码钥匙串：密码只记到程序关闭，下次打开再问。</translation>
    </message>
    <message>
        <source>The alliance “{name}” is protected, and its key is not on this computer. Everything here is safe; enter the passphrase once, and sync goes on.</source>
        <translation>联盟“{name}”是加密的，这台电脑上没有它的密钥。本机资料都安全；输入一次口令，同步就继续。</translation>
    </message>
    <message>
        <source>The alliance has a new passphrase, and this computer was not told of it. Everything here is safe; ask somebody in the alliance for it and enter it once, and sync goes on.</source>
        <translation>联盟换了新口令，没有通知这台电脑。本机资料都安全；请向联盟里的人问到新口令，输入一次，同步就继续。</translation>
    </message>
    <message>
        <source>{folder} wants a password, and none is known on this computer. Everything here is safe and nothing was written; enter it, and sync goes on.</source>
        <translation>{folder} 要求密码，这台电脑上没有。本机资料都安全，什么都没有写入；输入密码后继续同步。</translation>
    </message>
    <message>
        <source>{folder} does not accept the user name or the password. Everything here is safe and nothing was written; enter it again. Some services, 坚果云 among them, want an application password made for this.</source>
        <translation>{folder} 不接受用户名或密码。本机资料都安全，什么都没有写入；请重新输入。坚果云等服务要用专门生成的应用密码。</translation>
    </message>
    <message>
        <source>A password does not belong into the address: it would be remembered and shown. It was taken out, and nothing was done; go on, and enter it when you are asked for it.</source>
        <translation>地址里不要写密码，不然会被记住、被看见。已经去掉了，什么都没有做；请继续，问到密码时再输入。</translation>
    </message>
</context>
<context>
    <name>SyncCard</name>
    <message>
        <source>Sync: {state}. {more}</source>
        <translation>同步：{state}。{more}</translation>
    </message>
    <message>
        <source>{folder} · {count} devices</source>
        <translation>{folder} · {count} 台设备</translation>
    </message>
    <message>
        <source>Share with the alliance…</source>
        <translation>与联盟共享…</translation>
    </message>
    <message>
        <source>{count} changes to be sent</source>
        <translation>{count} 处修改待发送</translation>
    </message>
    <message>
        <source>Waiting for {count}</source>
        <translation>在等 {count} 项</translation>
    </message>
    <message>
        <source>Everything is on this computer</source>
        <translation>资料都在本机</translation>
    </message>
</context>
<context>
    <name>SyncPage</name>
    <message>
        <source>← Back to the records</source>
        <translation>← 返回资料</translation>
    </message>
    <message>
        <source>Sync by itself</source>
        <translation>自动同步</translation>
    </message>
    <message>
        <source>After each change, when something has come, and every minute and a half</source>
        <translation>每次修改后、有新资料时，以及每隔一分半钟</translation>
    </message>
    <message>
        <source>Nothing: everything the alliance has shared is here.</source>
        <translation>没有要等的：联盟共享的资料都在这里了。</translation>
    </message>
    <message>
        <source>When other chairs choose the same folder, their computers appear here.</source>
        <translation>其他主席选同一个文件夹后，他们的电脑会出现在这里。</translation>
    </message>
    <message>
        <source>Known once sync goes on.</source>
        <translation>同步恢复后才知道。</translation>
    </message>
    <message>
        <source>Waiting for</source>
        <translation>在等什么</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>设备</translation>
    </message>
</context>
<context>
    <name>TableMenu</name>
    <message>
        <source>Rows and columns</source>
        <translation>行与列</translation>
    </message>
    <message>
        <source>Rows and columns of the table</source>
        <translation>表格的行与列</translation>
    </message>
    <message>
        <source>Insert a row above</source>
        <translation>在上方插入行</translation>
    </message>
    <message>
        <source>Insert a row below</source>
        <translation>在下方插入行</translation>
    </message>
    <message>
        <source>Move the row up</source>
        <translation>上移一行</translation>
    </message>
    <message>
        <source>Move the row down</source>
        <translation>下移一行</translation>
    </message>
    <message>
        <source>Delete the row</source>
        <translation>删除行</translation>
    </message>
    <message>
        <source>Insert a column to the left</source>
        <translation>在左侧插入列</translation>
    </message>
    <message>
        <source>Insert a column to the right</source>
        <translation>在右侧插入列</translation>
    </message>
    <message>
        <source>Move the column left</source>
        <translation>左移一列</translation>
    </message>
    <message>
        <source>Move the column right</source>
        <translation>右移一列</translation>
    </message>
    <message>
        <source>Delete the column</source>
        <translation>删除列</translation>
    </message>
</context>
<context>
    <name>TagLine</name>
    <message>
        <source>＋ tag</source>
        <translation>＋ 标签</translation>
    </message>
    <message>
        <source>Take off the tag {tag}</source>
        <translation>去掉标签 {tag}</translation>
    </message>
    <message>
        <source>Click to take this tag off</source>
        <translation>点击去掉这个标签</translation>
    </message>
</context>
<context>
    <name>TakingIn</name>
    <message>
        <source>Catalogues of indicators (*.yaml *.yml)</source>
        <translation>指标目录 (*.yaml *.yml)</translation>
    </message>
    <message>
        <source>Take in a new catalogue</source>
        <translation>导入新版指标目录</translation>
    </message>
    <message>
        <source>From which year on does it hold?</source>
        <translation>从哪一年起使用？</translation>
    </message>
    <message>
        <source>Catalogue {id}, version {version}, holds from {year} on.</source>
        <translation>指标目录 {id} {version} 版从 {year} 年起使用。</translation>
    </message>
    <message>
        <source> This device is not marked as the federation&apos;s: it does not count in this alliance.</source>
        <translation>这台设备没有标为上级工会，在本联盟不作数。</translation>
    </message>
</context>
<context>
    <name>Templates</name>
    <message>
        <source>From a template</source>
        <translation>用模板新建</translation>
    </message>
    <message>
        <source>Template “{name}” made. It stands under New.</source>
        <translation>模板“{name}”做好了，在“新建”里可以选。</translation>
    </message>
    <message>
        <source>Look after templates</source>
        <translation>管理模板</translation>
    </message>
    <message>
        <source>Blank</source>
        <translation>空白</translation>
    </message>
    <message>
        <source>Look after templates…</source>
        <translation>管理模板…</translation>
    </message>
</context>
<context>
    <name>TemplatesDialog</name>
    <message>
        <source>Templates</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>The template as a text</source>
        <translation>模板的文字</translation>
    </message>
    <message>
        <source>Save as my own…</source>
        <translation>存成我的模板…</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>改名…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>My templates</source>
        <translation>我的模板</translation>
    </message>
    <message>
        <source>With the program</source>
        <translation>程序自带</translation>
    </message>
    <message>
        <source>Left aside: {name}: {reason}</source>
        <translation>没有用上：{name}（{reason}）</translation>
    </message>
    <message>
        <source>Save what you changed in “{name}”?</source>
        <translation>“{name}”改过还没保存，要保存吗？</translation>
    </message>
    <message>
        <source>Words such as 〔日期〕, 〔单位〕 and 〔记录人〕 fill themselves when a record is made.</source>
        <translation>写上〔日期〕〔时间〕〔年度〕〔单位〕〔记录人〕，新建时会自动填好。</translation>
    </message>
    <message>
        <source>This one came with the program. Save it as your own to change it.</source>
        <translation>这是程序自带的模板。要改，先存成自己的。</translation>
    </message>
    <message>
        <source>Save as my own</source>
        <translation>存成我的模板</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>改名</translation>
    </message>
    <message>
        <source>Delete the template “{name}”? Records made of it stay as they are.</source>
        <translation>删除模板“{name}”？用它写好的资料不受影响。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
</context>
<context>
    <name>TitleEdit</name>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Dismiss</source>
        <translation>关闭提示</translation>
    </message>
</context>
<context>
    <name>Toolbar</name>
    <message>
        <source>Bold</source>
        <translation>加粗</translation>
    </message>
    <message>
        <source>Italic</source>
        <translation>斜体</translation>
    </message>
    <message>
        <source>Heading 1</source>
        <translation>一级标题</translation>
    </message>
    <message>
        <source>Heading 2</source>
        <translation>二级标题</translation>
    </message>
    <message>
        <source>Heading 3</source>
        <translation>三级标题</translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation>正文</translation>
    </message>
    <message>
        <source>Quotation</source>
        <translation>引用</translation>
    </message>
    <message>
        <source>List</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>Bulleted list</source>
        <translation>项目列表</translation>
    </message>
    <message>
        <source>Numbered list</source>
        <translation>编号列表</translation>
    </message>
    <message>
        <source>To-do</source>
        <translation>待办</translation>
    </message>
    <message>
        <source>To-do list</source>
        <translation>待办列表</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Insert a table</source>
        <translation>插入表格</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Insert pictures or files</source>
        <translation>插入图片或文件</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>关联</translation>
    </message>
    <message>
        <source>Link to a record</source>
        <translation>关联一条资料</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Insert the time</source>
        <translation>插入时间</translation>
    </message>
    <message>
        <source>Heading</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Heading level</source>
        <translation>标题级别</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Edit the text</source>
        <translation>编辑正文</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Preview the text</source>
        <translation>预览正文</translation>
    </message>
    <message>
        <source>Insert</source>
        <translation>插入</translation>
    </message>
    <message>
        <source>Dividing line</source>
        <translation>分隔线</translation>
    </message>
    <message>
        <source>Enterprise</source>
        <translation>企业</translation>
    </message>
    <message>
        <source>Member enterprise</source>
        <translation>会员企业</translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation>发言</translation>
    </message>
    <message>
        <source>Who speaks</source>
        <translation>发言人</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Figure of a project</source>
        <translation>项目数据</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Export ▾</source>
        <translation>导出 ▾</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>＋ New ▾</source>
        <translation>＋ 新建 ▾</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>{count} records · {time} ms</source>
        <translation>{count} 条 · {time} 毫秒</translation>
    </message>
    <message>
        <source>read as {words}</source>
        <translation>理解为 {words}</translation>
    </message>
    <message>
        <source>Live salon notes</source>
        <translation>现场记录（主席沙龙）</translation>
    </message>
    <message>
        <source>Selected records…</source>
        <translation>导出选中的资料…</translation>
    </message>
    <message>
        <source>All results…</source>
        <translation>导出全部结果…</translation>
    </message>
    <message>
        <source>Excel list…</source>
        <translation>导出为 Excel 清单…</translation>
    </message>
</context>
<context>
    <name>TrashNotice</name>
    <message>
        <source>Erase for good…</source>
        <translation>彻底删除…</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>In the trash since {day}. It is kept for 90 days and can be restored.</source>
        <translation>{day} 放进回收站，保留 90 天，期间可以恢复。</translation>
    </message>
</context>
<context>
    <name>Undecided</name>
    <message>
        <source>Decide…</source>
        <translation>去定…</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Two of you answered at once, and differently: {names}. Somebody must decide.</source>
        <translation>两处同时填了不同的数：{names}。请定一个。</translation>
    </message>
</context>
<context>
    <name>UnsavedDialog</name>
    <message>
        <source>Not saved</source>
        <translation>没有保存</translation>
    </message>
    <message>
        <source>What you typed last could not be saved</source>
        <translation>最后写的内容没能保存</translation>
    </message>
    <message>
        <source>What is not saved</source>
        <translation>没有保存的内容</translation>
    </message>
    <message>
        <source>Copy the text</source>
        <translation>复制文字</translation>
    </message>
    <message>
        <source>Save it elsewhere…</source>
        <translation>存到别处…</translation>
    </message>
    <message>
        <source>Close without saving</source>
        <translation>不保存，关闭</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再试一次</translation>
    </message>
    <message>
        <source>Copied. Paste it where it is safe, then close.</source>
        <translation>已复制。先粘贴到别处存好，再关闭。</translation>
    </message>
    <message>
        <source>Not saved.md</source>
        <translation>没有保存的内容.md</translation>
    </message>
    <message>
        <source>Save it elsewhere</source>
        <translation>存到别处</translation>
    </message>
    <message>
        <source>Could not be written there: {reason}</source>
        <translation>没能写到那里：{reason}</translation>
    </message>
    <message>
        <source>Written to {path}</source>
        <translation>已存到 {path}</translation>
    </message>
</context>
<context>
    <name>Verbs</name>
    <message>
        <source>Untitled: {kind}</source>
        <translation>未命名{kind}</translation>
    </message>
    <message>
        <source>Shared. It goes out with the next sync.</source>
        <translation>已共享，下次同步时发出。</translation>
    </message>
    <message>
        <source>Shared: {count}.</source>
        <translation>已共享 {count} 条。</translation>
    </message>
    <message>
        <source>Sharing</source>
        <translation>正在共享</translation>
    </message>
    <message>
        <source>Moved to the trash: {count}. Kept for 90 days.</source>
        <translation>{count} 条已移到回收站，保留 90 天。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Moving to the trash</source>
        <translation>正在移入回收站</translation>
    </message>
    <message>
        <source>Restored: {count}.</source>
        <translation>已恢复 {count} 条。</translation>
    </message>
    <message>
        <source>Restoring</source>
        <translation>正在恢复</translation>
    </message>
    <message>
        <source>This is the older version again. The newer one stays in the history.</source>
        <translation>已恢复到旧版本。新版本仍在历史里。</translation>
    </message>
</context>
<context>
    <name>WaitingList</name>
    <message>
        <source>What sync waits for</source>
        <translation>同步在等什么</translation>
    </message>
</context>
<context>
    <name>WayOn</name>
    <message>
        <source>Worked out: {formula}</source>
        <translation>算式：{formula}</translation>
    </message>
    <message>
        <source>To {stage} →</source>
        <translation>进入“{stage}” →</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>e.g. union of the demo electronics plant</source>
        <translation>例如：示范电子厂工会</translation>
    </message>
    <message>
        <source>e.g. Chair Li</source>
        <translation>例如：李主席</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>正在打开……</translation>
    </message>
    <message>
        <source>Make my library</source>
        <translation>新建我的资料库</translation>
    </message>
    <message>
        <source>Try it with the sample library</source>
        <translation>用示例资料库试试</translation>
    </message>
    <message>
        <source>Open a library that is there…</source>
        <translation>打开已有资料库…</translation>
    </message>
    <message>
        <source>Star-union alliance library</source>
        <translation>星级工会联盟资料库</translation>
    </message>
    <message>
        <source>Notes of salons, open days, projects and cases, all on this computer, at once and without a network. What you share goes through a shared folder; drafts stay with you.</source>
        <translation>沙龙、开放日、创新项目、案例材料都存在这台电脑上，不联网也能随时用。共享的资料经共享文件夹传给联盟，草稿只留在本机。</translation>
    </message>
    <message>
        <source>Union</source>
        <translation>工会名称</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>您的姓名</translation>
    </message>
    <message>
        <source>Kept in</source>
        <translation>存放位置</translation>
    </message>
    <message>
        <source>Choose another folder</source>
        <translation>换一个文件夹</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>My library</source>
        <translation>我的资料库</translation>
    </message>
    <message>
        <source>Chair</source>
        <translation>主席</translation>
    </message>
    <message>
        <source>Making the sample library…</source>
        <translation>正在准备示例资料库，请稍候……</translation>
    </message>
    <message>
        <source>Making the library…</source>
        <translation>正在建资料库……</translation>
    </message>
    <message>
        <source>Choose an empty folder on this computer</source>
        <translation>请在本机选一个空文件夹</translation>
    </message>
    <message>
        <source>Open a library</source>
        <translation>打开资料库</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Star-union alliance</source>
        <translation>星级工会联盟</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>Import files…</source>
        <translation>导入文件…</translation>
    </message>
    <message>
        <source>Import a folder…</source>
        <translation>导入文件夹…</translation>
    </message>
    <message>
        <source>Sync…</source>
        <translation>同步…</translation>
    </message>
    <message>
        <source>Your name…</source>
        <translation>填写人…</translation>
    </message>
    <message>
        <source>Open another library…</source>
        <translation>打开另一个资料库…</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Open a library</source>
        <translation>打开资料库</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>您的姓名</translation>
    </message>
    <message>
        <source>Shown beside your changes</source>
        <translation>显示在您的修改旁边</translation>
    </message>
    <message>
        <source>Summary of a year…</source>
        <translation>年度汇总…</translation>
    </message>
</context>
<context>
    <name>Workbench</name>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Actual size, or as wide as there is room</source>
        <translation>实际大小／适合宽度</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>对照</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Show: {what}</source>
        <translation>显示：{what}</translation>
    </message>
    <message>
        <source>Page {number} of {count}</source>
        <translation>第 {number} 页，共 {count} 页</translation>
    </message>
    <message>
        <source>Fit width · {percent}</source>
        <translation>适合宽度 · {percent}</translation>
    </message>
</context>
<context>
    <name>YearDialog</name>
    <message>
        <source>Summary of a year</source>
        <translation>年度汇总</translation>
    </message>
    <message>
        <source>Choose where…</source>
        <translation>选择位置…</translation>
    </message>
    <message>
        <source>{year}</source>
        <translation>{year} 年</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年度</translation>
    </message>
    <message>
        <source>Enterprises</source>
        <translation>企业</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Word document</source>
        <translation>Word 文档</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>Web page (HTML)</source>
        <translation>网页（HTML）</translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation>Markdown</translation>
    </message>
    <message>
        <source>Plain</source>
        <translation>普通</translation>
    </message>
    <message>
        <source>Official (GB/T 9704)</source>
        <translation>公文（GB/T 9704）</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>版式</translation>
    </message>
    <message>
        <source>Only these {count} enterprises are counted.</source>
        <translation>只统计这 {count} 家企业。</translation>
    </message>
    <message>
        <source>None ticked: the whole alliance is counted, compared with the year before.</source>
        <translation>不勾选则统计全联盟；自动与上一年对比。</translation>
    </message>
</context>
<context>
    <name>YearSheet</name>
    <message>
        <source>It was rated by the catalogue {name}, which is not here; it is shown by {other}.</source>
        <translation>这份自评用的指标目录 {name} 这里还没有，先按 {other} 显示。</translation>
    </message>
</context>
</TS>
