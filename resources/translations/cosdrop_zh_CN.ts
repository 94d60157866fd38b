<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>cosdrop::AccountDesk</name>
    <message>
        <source>Account</source>
        <translation>账户</translation>
    </message>
    <message>
        <source>The account that new uploads go to</source>
        <translation>新的上传使用的账户</translation>
    </message>
    <message>
        <source>No account</source>
        <translation>没有账户</translation>
    </message>
    <message>
        <source>Leave the demo</source>
        <translation>退出演示</translation>
    </message>
    <message>
        <source>Edit account…</source>
        <translation>编辑账户…</translation>
    </message>
    <message>
        <source>Add an account…</source>
        <translation>添加账户…</translation>
    </message>
    <message>
        <source>Remove account…</source>
        <translation>移除账户…</translation>
    </message>
    <message>
        <source>Remove account</source>
        <translation>移除账户</translation>
    </message>
    <message>
        <source>Remove the account “%1” and its keys from this computer?</source>
        <translation>要从这台电脑上移除账户“%1”及其密钥吗？</translation>
    </message>
    <message>
        <source>What is in the bucket stays. Unfinished uploads to it cannot go on.</source>
        <translation>存储桶中的内容不会改变。尚未完成的上传将无法继续。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>There are no keys for the account “%1” in the keychain.</source>
        <translation>钥匙串中没有账户“%1”的密钥。</translation>
    </message>
    <message>
        <source>Enter keys…</source>
        <translation>输入密钥…</translation>
    </message>
    <message>
        <source>There is no keychain that works here, so the keys of “%1” are kept until Cosdrop ends. They have to be entered again after that.</source>
        <translation>这里没有可用的钥匙串，因此“%1”的密钥只保留到 Cosdrop 退出为止，之后需要重新输入。</translation>
    </message>
    <message numerus="yes">
        <source>%n uploads failed: %1</source>
        <translation>
            <numerusform>%n 个上传失败：%1</numerusform>
        </translation>
    </message>
    <message>
        <source>The accounts could not be saved. Check the disk. (%1)</source>
        <translation>无法保存账户，请检查磁盘。（%1）</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Import accounts…</source>
        <translation>导入账户…</translation>
    </message>
    <message>
        <source>Export accounts…</source>
        <translation>导出账户…</translation>
    </message>
    <message>
        <source>There are no keys in the keychain to try. Enter them.</source>
        <translation>钥匙串中没有可供测试的密钥，请输入密钥。</translation>
    </message>
</context>
<context>
    <name>cosdrop::AccountDialog</name>
    <message>
        <source>The name stays: unfinished uploads know the account by it.</source>
        <translation>名称不能更改：未完成的上传靠它找到账户。</translation>
    </message>
    <message>
        <source>Edit account</source>
        <translation>编辑账户</translation>
    </message>
    <message>
        <source>Add an account</source>
        <translation>添加账户</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Add account</source>
        <translation>添加账户</translation>
    </message>
    <message>
        <source>&amp;Region or endpoint</source>
        <translation>地域或服务地址(&amp;R)</translation>
    </message>
    <message>
        <source>A region such as gz, or the address of the service</source>
        <translation>地域（例如 gz）或服务的地址</translation>
    </message>
    <message>
        <source>&amp;Appid</source>
        <translation>AppID(&amp;A)</translation>
    </message>
    <message>
        <source>A number, such as 10055004</source>
        <translation>一个数字，例如 10055004</translation>
    </message>
    <message>
        <source>&amp;Bucket</source>
        <translation>存储桶(&amp;B)</translation>
    </message>
    <message>
        <source>Its name, without the appid</source>
        <translation>存储桶的名称，不带 AppID</translation>
    </message>
    <message>
        <source>&amp;Folder in the bucket</source>
        <translation>存储桶中的目录(&amp;F)</translation>
    </message>
    <message>
        <source>Secret&amp;Id</source>
        <translation>Secret&amp;Id</translation>
    </message>
    <message>
        <source>Secret&amp;Key</source>
        <translation>Secret&amp;Key</translation>
    </message>
    <message>
        <source>&amp;Name of this account</source>
        <translation>账户名称(&amp;N)</translation>
    </message>
    <message>
        <source>The bucket&apos;s, if left empty</source>
        <translation>留空则使用存储桶的名称</translation>
    </message>
    <message>
        <source>Unchanged, if left empty</source>
        <translation>留空则不更改</translation>
    </message>
    <message>
        <source>gz (Guangzhou)</source>
        <translation>gz（广州）</translation>
    </message>
    <message>
        <source>sh (Shanghai)</source>
        <translation>sh（上海）</translation>
    </message>
    <message>
        <source>tj (Tianjin)</source>
        <translation>tj（天津）</translation>
    </message>
    <message>
        <source>bj (Beijing)</source>
        <translation>bj（北京）</translation>
    </message>
    <message>
        <source>cd (Chengdu)</source>
        <translation>cd（成都）</translation>
    </message>
    <message>
        <source>sgp (Singapore)</source>
        <translation>sgp（新加坡）</translation>
    </message>
    <message>
        <source>With http, everything is sent unprotected. Prefer https.</source>
        <translation>使用 http 时所有内容都不加密传输，建议使用 https。</translation>
    </message>
    <message>
        <source>Still needed: %1</source>
        <translation>还需填写：%1</translation>
    </message>
    <message>
        <source>Another account has this name. Enter one that tells them apart.</source>
        <translation>已有同名账户，请输入一个不同的名称。</translation>
    </message>
    <message>
        <source>This is neither a region, such as gz, nor an address that begins with https://.</source>
        <translation>这既不是地域（例如 gz），也不是以 https:// 开头的地址。</translation>
    </message>
    <message>
        <source>The appid is a number, such as 10055004.</source>
        <translation>AppID 是一个数字，例如 10055004。</translation>
    </message>
    <message>
        <source>A bucket&apos;s name has letters, digits and hyphens only.</source>
        <translation>存储桶名称只能包含字母、数字和连字符。</translation>
    </message>
    <message>
        <source>COS does not allow ? * : | \ &lt; &gt; &quot; or empty parts in a path.</source>
        <translation>COS 的路径中不允许出现 ? * : | \ &lt; &gt; &quot; 或空的部分。</translation>
    </message>
    <message>
        <source>There is a space inside. It may have been copied together with something else.</source>
        <translation>中间有空格，可能是连同别的内容一起复制的。</translation>
    </message>
    <message>
        <source>This is needed.</source>
        <translation>此项必填。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>&amp;Test connection</source>
        <translation>测试连接(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;How it uploads</source>
        <translation>上传方式(&amp;H)</translation>
    </message>
    <message>
        <source>Stop the &amp;test</source>
        <translation>停止测试(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Encrypted (https)</source>
        <translation>加密连接（https）(&amp;E)</translation>
    </message>
    <message>
        <source>Such as /{year}/{month}/; / is the bucket itself</source>
        <translation>例如 /{year}/{month}/；/ 表示存储桶本身</translation>
    </message>
    <message>
        <source>Uploads go below it. Filled in for each: {date} {year} {month} {uuid} {ext}</source>
        <translation>上传到此目录之下。以下占位符会被替换：{date} {year} {month} {uuid} {ext}</translation>
    </message>
    <message>
        <source>, </source>
        <extracomment>between the names of fields</extracomment>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>cosdrop::AccountFiles</name>
    <message>
        <source>Import accounts</source>
        <translation>导入账户</translation>
    </message>
    <message>
        <source>Export accounts, without their keys</source>
        <translation>导出账户（不含密钥）</translation>
    </message>
    <message>
        <source>Accounts (*.json)</source>
        <translation>账户 (*.json)</translation>
    </message>
    <message>
        <source>The accounts could not be read: %1</source>
        <translation>无法读取账户：%1</translation>
    </message>
    <message>
        <source>This is no file of accounts that can be used: %1</source>
        <translation>这不是可用的账户文件：%1</translation>
    </message>
    <message>
        <source>The accounts could not be saved. Check the disk. (%1)</source>
        <translation>无法保存账户，请检查磁盘。（%1）</translation>
    </message>
    <message>
        <source>All of these accounts are here already.</source>
        <translation>这些账户都已存在。</translation>
    </message>
    <message numerus="yes">
        <source>%n accounts were imported. Keys are not in such a file.</source>
        <translation>
            <numerusform>已导入 %n 个账户。此类文件不含密钥。</numerusform>
        </translation>
    </message>
    <message>
        <source>The accounts could not be written: %1</source>
        <translation>无法写入账户：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n accounts were written to %1, without their keys.</source>
        <translation>
            <numerusform>%n 个账户已写入 %1，不含密钥。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cosdrop::AccountUploadForm</name>
    <message>
        <source>Che&amp;ck with SHA-1</source>
        <translation>用 SHA-1 校验(&amp;C)</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>询问</translation>
    </message>
    <message>
        <source>Skip the file</source>
        <translation>跳过该文件</translation>
    </message>
    <message>
        <source>Replace the object</source>
        <translation>替换对象</translation>
    </message>
    <message>
        <source>Keep both: name (2).ext</source>
        <translation>两者都保留：名称 (2).ext</translation>
    </message>
    <message>
        <source>Fail</source>
        <translation>视为失败</translation>
    </message>
    <message>
        <source>&amp;Where an object is already</source>
        <translation>已有同名对象时(&amp;W)</translation>
    </message>
    <message>
        <source>Finds what the bucket holds already, and compares the bytes in the end. Without it only the size is compared.</source>
        <translation>可识别存储桶中已有的内容，并在最后比对字节。不使用时只比对大小。</translation>
    </message>
    <message>
        <source>as in the settings</source>
        <translation>按设置</translation>
    </message>
    <message>
        <source>Fi&amp;les at once</source>
        <translation>同时上传的文件数(&amp;L)</translation>
    </message>
    <message>
        <source>Slices at &amp;once</source>
        <translation>同时上传的分片数(&amp;O)</translation>
    </message>
    <message>
        <source> KB/s</source>
        <translation> KB/s</translation>
    </message>
    <message>
        <source>Spee&amp;d limit</source>
        <translation>限速(&amp;D)</translation>
    </message>
</context>
<context>
    <name>cosdrop::BatchCopier</name>
    <message numerus="yes">
        <source>%Ln links copied</source>
        <translation>
            <numerusform>已复制 %Ln 个链接</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln links are ready</source>
        <translation>
            <numerusform>%Ln 个链接已就绪</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>The clipboard is as it was.</source>
        <translation>剪贴板已恢复原样。</translation>
    </message>
</context>
<context>
    <name>cosdrop::BatchNotices</name>
    <message numerus="yes">
        <source>%n uploads failed.</source>
        <translation>
            <numerusform>%n 个上传失败。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n uploads wait for an answer.</source>
        <translation>
            <numerusform>%n 个上传等待回答。</numerusform>
        </translation>
    </message>
    <message>
        <source>Uploaded: %1</source>
        <translation>已上传：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n files uploaded</source>
        <translation>
            <numerusform>已上传 %n 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message numerus="yes">
        <source>Copy %n links</source>
        <translation>
            <numerusform>复制 %n 个链接</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cosdrop::ConnectionPanel</name>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>时钟</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Bucket</source>
        <translation>存储桶</translation>
    </message>
    <message>
        <source>Right to write</source>
        <translation>写入权限</translation>
    </message>
    <message>
        <source>It answers, and speaks COS.</source>
        <translation>有应答，且是 COS 服务。</translation>
    </message>
    <message>
        <source>It agrees with the server&apos;s.</source>
        <translation>与服务器的时钟一致。</translation>
    </message>
    <message>
        <source>They are accepted.</source>
        <translation>密钥被接受。</translation>
    </message>
    <message>
        <source>It is there.</source>
        <translation>存储桶存在。</translation>
    </message>
    <message>
        <source>A small object was put there and removed again.</source>
        <translation>已写入一个小对象并将其删除。</translation>
    </message>
    <message>
        <source>The server&apos;s is %1 ahead of this computer&apos;s. Signatures are made by the server&apos;s; set this computer&apos;s clock.</source>
        <translation>服务器的时钟比这台电脑快 %1。签名已按服务器的时钟生成；请校准这台电脑的时钟。</translation>
    </message>
    <message>
        <source>The server&apos;s is %1 behind this computer&apos;s. Signatures are made by the server&apos;s; set this computer&apos;s clock.</source>
        <translation>服务器的时钟比这台电脑慢 %1。签名已按服务器的时钟生成；请校准这台电脑的时钟。</translation>
    </message>
    <message>
        <source>Writing works, but the test&apos;s object %1 could not be removed. Remove it by hand, or give the key the right to delete.</source>
        <translation>可以写入，但无法删除测试对象 %1。请手动删除它，或授予该密钥删除权限。</translation>
    </message>
    <message>
        <source>The server looked at the bucket first.</source>
        <translation>服务器先检查了存储桶，密钥尚不得而知。</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>有误</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Trying</source>
        <translation>正在尝试</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Trying…</source>
        <translation>正在尝试…</translation>
    </message>
    <message>
        <source>Not tried.</source>
        <translation>未尝试。</translation>
    </message>
</context>
<context>
    <name>cosdrop::DesktopSession</name>
    <message>
        <source>Uploads are running</source>
        <translation>正在上传</translation>
    </message>
</context>
<context>
    <name>cosdrop::DetailsPane</name>
    <message>
        <source>Details of the selected upload</source>
        <translation>所选上传的详细信息</translation>
    </message>
    <message>
        <source>State:</source>
        <translation>状态：</translation>
    </message>
    <message>
        <source>Problem:</source>
        <translation>问题：</translation>
    </message>
    <message>
        <source>What to do:</source>
        <translation>解决办法：</translation>
    </message>
    <message>
        <source>Details:</source>
        <translation>详情：</translation>
    </message>
    <message>
        <source>File:</source>
        <translation>文件：</translation>
    </message>
    <message>
        <source>Uploads to:</source>
        <translation>上传到：</translation>
    </message>
    <message>
        <source>Size:</source>
        <translation>大小：</translation>
    </message>
    <message>
        <source>Slices:</source>
        <translation>分片：</translation>
    </message>
    <message>
        <source>Sent so far:</source>
        <translation>已发送：</translation>
    </message>
    <message>
        <source>Time spent:</source>
        <translation>用时：</translation>
    </message>
    <message>
        <source>SHA-1:</source>
        <translation>SHA-1：</translation>
    </message>
    <message>
        <source>Link (CDN):</source>
        <translation>链接（CDN）：</translation>
    </message>
    <message>
        <source>Link (store):</source>
        <translation>链接（源站）：</translation>
    </message>
    <message>
        <source>Resource path:</source>
        <translation>资源路径：</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy: %1</source>
        <extracomment>%1 is a field such as &quot;SHA-1&quot;</extracomment>
        <translation>复制：%1</translation>
    </message>
    <message>
        <source>Select an upload to see all that is known of it.</source>
        <translation>选择一个上传即可查看它的全部信息。</translation>
    </message>
    <message numerus="yes">
        <source>%n uploads are selected.</source>
        <translation>
            <numerusform>已选择 %n 个上传。</numerusform>
        </translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Failed tries:</source>
        <translation>失败次数：</translation>
    </message>
    <message numerus="yes">
        <source>%n on their way</source>
        <translation>
            <numerusform>%n 个正在发送</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 each</source>
        <extracomment>%1 is a size such as &quot;1.0 MB&quot;</extracomment>
        <translation>每片 %1</translation>
    </message>
</context>
<context>
    <name>cosdrop::DropWindow</name>
    <message>
        <source>Cosdrop</source>
        <translation>Cosdrop</translation>
    </message>
    <message>
        <source>Drop files or folders here</source>
        <translation>将文件或文件夹拖放到这里</translation>
    </message>
    <message>
        <source>Progress of all uploads</source>
        <translation>全部上传的进度</translation>
    </message>
</context>
<context>
    <name>cosdrop::DroppedFiles</name>
    <message numerus="yes">
        <source>%n items</source>
        <translation>
            <numerusform>%n 个项目</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n folders</source>
        <translation>
            <numerusform>%n 个文件夹</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files, %1</source>
        <translation>
            <numerusform>%n 个文件，%1</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <extracomment>%1 is such as &quot;3 files, 1.2 GB&quot;, %2 such as &quot;2 folders&quot;</extracomment>
        <translation>%1 和 %2</translation>
    </message>
</context>
<context>
    <name>cosdrop::EndAction</name>
    <message>
        <source>All is done. Cosdrop quits in a minute.</source>
        <translation>全部完成。Cosdrop 将在一分钟后退出。</translation>
    </message>
    <message>
        <source>All is done. This computer goes to sleep in a minute.</source>
        <translation>全部完成。这台电脑将在一分钟后睡眠。</translation>
    </message>
    <message>
        <source>All is done. This computer shuts down in a minute.</source>
        <translation>全部完成。这台电脑将在一分钟后关机。</translation>
    </message>
    <message>
        <source>Do not</source>
        <translation>不要</translation>
    </message>
</context>
<context>
    <name>cosdrop::EngineNotices</name>
    <message>
        <source>The saved queue was damaged and could not be read. It was moved to %1, and a new one was begun.</source>
        <translation>保存的队列已损坏，无法读取。它已移至 %1，并已新建一个队列。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message numerus="yes">
        <source>%n minutes</source>
        <translation>
            <numerusform>%n 分钟</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hours</source>
        <translation>
            <numerusform>%n 小时</numerusform>
        </translation>
    </message>
    <message>
        <source>The server&apos;s clock is %1 ahead of this computer&apos;s. Signatures follow the server&apos;s.</source>
        <translation>服务器的时钟比这台电脑快 %1。签名以服务器的时间为准。</translation>
    </message>
    <message>
        <source>The server&apos;s clock is %1 behind this computer&apos;s. Signatures follow the server&apos;s.</source>
        <translation>服务器的时钟比这台电脑慢 %1。签名以服务器的时间为准。</translation>
    </message>
    <message numerus="yes">
        <source>%n items could not be read and were left out: %1</source>
        <translation>
            <numerusform>有 %n 个项目无法读取，已略过：%1</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>cosdrop::ErrorText</name>
    <message>
        <source>Another program, perhaps cosdrop-cli, is using this queue.</source>
        <translation>另一个程序（可能是 cosdrop-cli）正在使用此队列。</translation>
    </message>
    <message>
        <source>Wait until it has ended, or close it, and try again.</source>
        <translation>请等它结束或将其关闭，然后重试。</translation>
    </message>
    <message>
        <source>The saved queue was written by a newer version of Cosdrop.</source>
        <translation>保存的队列由更新版本的 Cosdrop 写入。</translation>
    </message>
    <message>
        <source>Install that version again, or start with another state folder.</source>
        <translation>请重新安装该版本，或换一个状态文件夹启动。</translation>
    </message>
    <message>
        <source>The state folder cannot be written.</source>
        <translation>状态文件夹无法写入。</translation>
    </message>
    <message>
        <source>Allow writing to it, or start with another state folder.</source>
        <translation>请允许写入该文件夹，或换一个状态文件夹启动。</translation>
    </message>
    <message>
        <source>The disk with the state folder is full, so the queue cannot be saved.</source>
        <translation>状态文件夹所在的磁盘已满，队列无法保存。</translation>
    </message>
    <message>
        <source>Free some space. Uploads go on, but a restart would not know of them.</source>
        <translation>请腾出一些空间。上传会继续，但重新启动后将不记得它们。</translation>
    </message>
    <message>
        <source>The queue cannot be saved to the state folder.</source>
        <translation>队列无法保存到状态文件夹。</translation>
    </message>
    <message>
        <source>Check the disk. Uploads go on, but a restart would not know of them.</source>
        <translation>请检查磁盘。上传会继续，但重新启动后将不记得它们。</translation>
    </message>
    <message>
        <source>The server refused the request with HTTP status %1.</source>
        <translation>服务器拒绝了请求，HTTP 状态为 %1。</translation>
    </message>
    <message>
        <source>Check that the address is that of a COS bucket, then retry.</source>
        <translation>请确认该地址属于 COS 存储桶，然后重试。</translation>
    </message>
    <message>
        <source>The server refused the request with code %1.</source>
        <translation>服务器拒绝了请求，错误码为 %1。</translation>
    </message>
    <message>
        <source>Its message and request_id are in the details; COS support can tell more by them.</source>
        <translation>服务器的消息和 request_id 见详情，COS 技术支持可据此查明原因。</translation>
    </message>
    <message>
        <source>There is no file at this path.</source>
        <translation>该路径下没有文件。</translation>
    </message>
    <message>
        <source>Check the path, or put the file back, and retry; or remove it from the list.</source>
        <translation>请检查路径或将文件放回原处后重试，或从列表中移除。</translation>
    </message>
    <message>
        <source>The file cannot be read.</source>
        <translation>文件无法读取。</translation>
    </message>
    <message>
        <source>Allow reading it, or close the program that holds it, and retry.</source>
        <translation>请允许读取该文件，或关闭占用它的程序，然后重试。</translation>
    </message>
    <message>
        <source>This is a device, a pipe or a link to nothing, not a file.</source>
        <translation>这是设备、管道或失效的链接，不是文件。</translation>
    </message>
    <message>
        <source>Only files and folders can be uploaded. Remove it from the list.</source>
        <translation>只能上传文件和文件夹。请从列表中移除它。</translation>
    </message>
    <message>
        <source>The file kept changing while it was being sent.</source>
        <translation>文件在发送过程中不断变化。</translation>
    </message>
    <message>
        <source>Wait until no program writes to it any more, then retry.</source>
        <translation>请等到没有程序再写入它，然后重试。</translation>
    </message>
    <message>
        <source>COS does not allow this name.</source>
        <translation>COS 不允许使用这个名称。</translation>
    </message>
    <message>
        <source>Rename the file without ? * : | \ &lt; &gt; &quot; and control characters, then add it again.</source>
        <translation>请重命名文件，去掉 ? * : | \ &lt; &gt; &quot; 和控制字符，然后重新添加。</translation>
    </message>
    <message>
        <source>There is no network.</source>
        <translation>没有网络。</translation>
    </message>
    <message>
        <source>The upload goes on by itself when the network is back.</source>
        <translation>网络恢复后上传会自动继续。</translation>
    </message>
    <message>
        <source>The server&apos;s name is not known on this network.</source>
        <translation>在当前网络上找不到该服务器。</translation>
    </message>
    <message>
        <source>Check the region or endpoint of the account, and the network.</source>
        <translation>请检查账户的地域或服务地址，以及网络。</translation>
    </message>
    <message>
        <source>The server takes no connections at this address.</source>
        <translation>服务器在此地址上不接受连接。</translation>
    </message>
    <message>
        <source>Check the endpoint and its port, or try again later.</source>
        <translation>请检查服务地址及端口，或稍后重试。</translation>
    </message>
    <message>
        <source>The connection to the server was lost.</source>
        <translation>与服务器的连接已中断。</translation>
    </message>
    <message>
        <source>Check the network, then retry. What was sent is kept.</source>
        <translation>请检查网络后重试。已发送的内容会保留。</translation>
    </message>
    <message>
        <source>The server did not answer in time.</source>
        <translation>服务器没有及时应答。</translation>
    </message>
    <message>
        <source>No safe connection to the server could be made.</source>
        <translation>无法与服务器建立安全连接。</translation>
    </message>
    <message>
        <source>Check this computer&apos;s date and time, and the endpoint: its certificate must match it.</source>
        <translation>请检查这台电脑的日期和时间，以及服务地址：证书必须与之相符。</translation>
    </message>
    <message>
        <source>The proxy did not let the connection through.</source>
        <translation>代理没有放行该连接。</translation>
    </message>
    <message>
        <source>Check the proxy&apos;s address and login in the settings, or those of the system where its proxy is used.</source>
        <translation>请在设置中检查代理的地址和登录信息；使用系统代理时，请检查系统的设置。</translation>
    </message>
    <message>
        <source>This address does not answer like COS.</source>
        <translation>此地址的应答不像是 COS。</translation>
    </message>
    <message>
        <source>Check the region or endpoint. A login page of the network can be in between.</source>
        <translation>请检查地域或服务地址。也可能被网络的登录页面拦截。</translation>
    </message>
    <message>
        <source>The server sent the request on to another address, which is not followed.</source>
        <translation>服务器将请求转到另一个地址，出于安全不会跟随。</translation>
    </message>
    <message>
        <source>Check the endpoint, and whether it is to begin with http or https.</source>
        <translation>请检查服务地址，以及它应以 http 还是 https 开头。</translation>
    </message>
    <message>
        <source>The server&apos;s answer arrived incomplete or garbled.</source>
        <translation>服务器的应答不完整或已损坏。</translation>
    </message>
    <message>
        <source>Retry. If it happens again, something between here and the server changes the answers.</source>
        <translation>请重试。如果再次发生，则说明中途有设备改动了应答。</translation>
    </message>
    <message>
        <source>There are no keys for this account.</source>
        <translation>此账户没有密钥。</translation>
    </message>
    <message>
        <source>Enter its SecretId and SecretKey, then retry.</source>
        <translation>请输入它的 SecretId 和 SecretKey，然后重试。</translation>
    </message>
    <message>
        <source>The server does not know this SecretId.</source>
        <translation>服务器不认识这个 SecretId。</translation>
    </message>
    <message>
        <source>Check the SecretId in the account; it may have been deleted or disabled.</source>
        <translation>请检查账户中的 SecretId，它可能已被删除或停用。</translation>
    </message>
    <message>
        <source>The SecretKey does not fit the SecretId.</source>
        <translation>SecretKey 与 SecretId 不匹配。</translation>
    </message>
    <message>
        <source>Enter the SecretKey of the account again, then retry.</source>
        <translation>请重新输入账户的 SecretKey，然后重试。</translation>
    </message>
    <message>
        <source>The server holds the signature to be expired.</source>
        <translation>服务器认为签名已过期。</translation>
    </message>
    <message>
        <source>Check this computer&apos;s date, time and time zone, then retry.</source>
        <translation>请检查这台电脑的日期、时间和时区，然后重试。</translation>
    </message>
    <message>
        <source>The signature is for another bucket.</source>
        <translation>签名属于另一个存储桶。</translation>
    </message>
    <message>
        <source>Check the bucket&apos;s name in the account, then retry.</source>
        <translation>请检查账户中存储桶的名称，然后重试。</translation>
    </message>
    <message>
        <source>The signature is for another path.</source>
        <translation>签名属于另一个路径。</translation>
    </message>
    <message>
        <source>The appid does not fit these keys.</source>
        <translation>AppID 与这些密钥不匹配。</translation>
    </message>
    <message>
        <source>Check the appid in the account; it is the number at the end of the bucket&apos;s host name.</source>
        <translation>请检查账户中的 AppID，它是存储桶域名末尾的数字。</translation>
    </message>
    <message>
        <source>The server saw no signature in the request.</source>
        <translation>服务器在请求中没有看到签名。</translation>
    </message>
    <message>
        <source>A proxy may have taken it out. Retry on another network.</source>
        <translation>可能被代理去掉了。请换一个网络重试。</translation>
    </message>
    <message>
        <source>There is no such bucket here.</source>
        <translation>这里没有这个存储桶。</translation>
    </message>
    <message>
        <source>Check the bucket&apos;s name and the region.</source>
        <translation>请检查存储桶的名称和地域。</translation>
    </message>
    <message>
        <source>The server does not take this as a bucket&apos;s name.</source>
        <translation>服务器不接受这个存储桶名称。</translation>
    </message>
    <message>
        <source>Check the bucket&apos;s name in the account; it goes without the appid.</source>
        <translation>请检查账户中存储桶的名称，名称不带 AppID。</translation>
    </message>
    <message>
        <source>The folder in the bucket could not be made.</source>
        <translation>无法在存储桶中创建目录。</translation>
    </message>
    <message>
        <source>There is a folder of this name in the bucket, and it is not empty.</source>
        <translation>存储桶中已有同名目录，且不为空。</translation>
    </message>
    <message>
        <source>A folder, or a file in place of a folder, is already at this path.</source>
        <translation>此路径上已有目录，或有文件占用了目录的位置。</translation>
    </message>
    <message>
        <source>The server does not allow this path.</source>
        <translation>服务器不允许使用此路径。</translation>
    </message>
    <message>
        <source>Another file is already at this path.</source>
        <translation>此路径上已有另一个文件。</translation>
    </message>
    <message>
        <source>Choose whether to overwrite it, skip this file, or keep both.</source>
        <translation>请选择覆盖、跳过此文件或两者都保留。</translation>
    </message>
    <message>
        <source>The server does not have what was asked for.</source>
        <translation>服务器上没有所请求的内容。</translation>
    </message>
    <message>
        <source>It may have been deleted meanwhile. Retry to upload it again.</source>
        <translation>它可能已被删除。重试即可重新上传。</translation>
    </message>
    <message>
        <source>What arrived at the server is not what was sent.</source>
        <translation>服务器收到的内容与发送的不一致。</translation>
    </message>
    <message>
        <source>Retry. If it happens again, check the disk and the network.</source>
        <translation>请重试。如果再次发生，请检查磁盘和网络。</translation>
    </message>
    <message>
        <source>The server did not get the whole file.</source>
        <translation>服务器没有收到完整的文件。</translation>
    </message>
    <message>
        <source>Retry: only what is missing is sent.</source>
        <translation>请重试：只会发送缺少的部分。</translation>
    </message>
    <message>
        <source>The server does not take slices of this size.</source>
        <translation>服务器不接受这种大小的分片。</translation>
    </message>
    <message>
        <source>Retry in a while.</source>
        <translation>请稍后重试。</translation>
    </message>
    <message>
        <source>Another upload is unfinished at this path.</source>
        <translation>此路径上有另一个未完成的上传。</translation>
    </message>
    <message>
        <source>Choose whether to discard it, use another name, or leave it.</source>
        <translation>请选择丢弃它、换一个名称或保留它。</translation>
    </message>
    <message>
        <source>The server did not take the list of check sums.</source>
        <translation>服务器不接受校验和列表。</translation>
    </message>
    <message>
        <source>The server did not understand the request.</source>
        <translation>服务器没有理解该请求。</translation>
    </message>
    <message>
        <source>This is a fault of Cosdrop. Please report it with the details.</source>
        <translation>这是 Cosdrop 的错误。请附上详情反馈。</translation>
    </message>
    <message>
        <source>The server missed the check sum at the end of the upload.</source>
        <translation>上传结束时服务器没有收到校验和。</translation>
    </message>
    <message>
        <source>The server asks for fewer requests.</source>
        <translation>服务器要求减少请求次数。</translation>
    </message>
    <message>
        <source>The server could not store the data.</source>
        <translation>服务器无法存储数据。</translation>
    </message>
    <message>
        <source>Retry in a while; this is trouble on the server&apos;s side.</source>
        <translation>请稍后重试，这是服务器一侧的问题。</translation>
    </message>
    <message>
        <source>The server has trouble inside its own network.</source>
        <translation>服务器的内部网络出现问题。</translation>
    </message>
    <message>
        <source>The server is in trouble.</source>
        <translation>服务器出现问题。</translation>
    </message>
    <message>
        <source>The object on the server is not the file that was sent.</source>
        <translation>服务器上的对象与所发送的文件不一致。</translation>
    </message>
    <message>
        <source>Retry to upload it again; do not use what is there now.</source>
        <translation>请重试以重新上传，不要使用现有的对象。</translation>
    </message>
    <message>
        <source>Something went wrong inside Cosdrop.</source>
        <translation>Cosdrop 内部出错。</translation>
    </message>
    <message>
        <source>Retry. If it happens again, please report it with the details.</source>
        <translation>请重试。如果再次发生，请附上详情反馈。</translation>
    </message>
    <message>
        <source>Check the folder in the account: the keys may be good for one folder only.</source>
        <translation>请检查账户中的目录：密钥可能只对某个目录有效。</translation>
    </message>
    <message>
        <source>Check that the keys may write there, then retry.</source>
        <translation>请确认密钥有权写入该处，然后重试。</translation>
    </message>
    <message>
        <source>Upload under another name, or to another folder.</source>
        <translation>请换一个名称或目录上传。</translation>
    </message>
    <message>
        <source>Check the names of the folder and the file for unusual characters.</source>
        <translation>请检查目录和文件的名称中是否有特殊字符。</translation>
    </message>
    <message>
        <source>This file&apos;s upload was begun before and could not be continued.</source>
        <translation>此文件先前已开始上传，但无法继续。</translation>
    </message>
    <message>
        <source>Retry. If it happens again, cosdrop-cli with --no-hash sends without check sums.</source>
        <translation>请重试。如果再次发生，可用 cosdrop-cli 加 --no-hash 不带校验和发送。</translation>
    </message>
</context>
<context>
    <name>cosdrop::FilterChips</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <extracomment>%1 is a group of uploads such as &quot;Done&quot;, %2 how many there are</extracomment>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>cosdrop::Format</name>
    <message>
        <source>%1 B</source>
        <translation>%1 B</translation>
    </message>
    <message>
        <source>%1 KB</source>
        <translation>%1 KB</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
    <message>
        <source>%1 TB</source>
        <translation>%1 TB</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <extracomment>%1 is a bare number in the unit of %2, which is a size such as &quot;31.0 GB&quot;</extracomment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>%1 (%2 bytes)</source>
        <translation>%1（%2 字节）</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 天 %2 小时</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
</context>
<context>
    <name>cosdrop::HistoryDialog</name>
    <message>
        <source>C&amp;lear history…</source>
        <translation>清除历史(&amp;L)…</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Search by name or folder</source>
        <translation>按名称或目录搜索</translation>
    </message>
    <message>
        <source>Search by name or folder…</source>
        <translation>按名称或目录搜索…</translation>
    </message>
    <message>
        <source>When it was finished</source>
        <translation>完成时间</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>任何时间</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>最近 7 天</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>最近 30 天</translation>
    </message>
    <message>
        <source>From … to …</source>
        <translation>从 … 到 …</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>起始日</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>截止日</translation>
    </message>
    <message>
        <source>Bucket</source>
        <translation>存储桶</translation>
    </message>
    <message>
        <source>All buckets</source>
        <translation>所有存储桶</translation>
    </message>
    <message>
        <source>Finished uploads</source>
        <translation>已完成的上传</translation>
    </message>
    <message>
        <source>&amp;Copy links</source>
        <translation>复制链接(&amp;C)</translation>
    </message>
    <message>
        <source>Open &amp;link</source>
        <translation>打开链接(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Export receipt…</source>
        <translation>导出回执(&amp;E)…</translation>
    </message>
    <message>
        <source>Nothing was uploaded yet. What is finished is remembered here, also after it was removed from the list.</source>
        <translation>还没有上传过文件。已完成的上传会记在这里，即使已从列表中移除。</translation>
    </message>
    <message>
        <source>Nothing in the history fits.</source>
        <translation>历史中没有符合条件的记录。</translation>
    </message>
    <message>
        <source>Clear history</source>
        <translation>清除历史</translation>
    </message>
    <message>
        <source>Forget all finished uploads on this computer?</source>
        <translation>要清除这台电脑上所有已完成上传的记录吗？</translation>
    </message>
    <message>
        <source>Their links are forgotten too. What is in the buckets, and in the list of uploads, stays.</source>
        <translation>它们的链接也会被清除。存储桶中的内容和上传列表保持不变。</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>cosdrop::HistoryModel</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Bucket</source>
        <translation>存储桶</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>完成时间</translation>
    </message>
</context>
<context>
    <name>cosdrop::Intake</name>
    <message>
        <source>The image could not be written to the disk.</source>
        <translation>无法将图片写入磁盘。</translation>
    </message>
    <message numerus="yes">
        <source>Looking through folders: %Ln files so far, %1.</source>
        <translation>
            <numerusform>正在查看文件夹：目前 %Ln 个文件，%1。</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message numerus="yes">
        <source>%Ln files added, %1</source>
        <translation>
            <numerusform>已添加 %Ln 个文件，%1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n empty folders left out</source>
        <translation>
            <numerusform>略过 %n 个空文件夹</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n links to folders left out</source>
        <translation>
            <numerusform>略过 %n 个文件夹链接</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n items that are no files left out</source>
        <translation>
            <numerusform>略过 %n 个非文件项</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n items wait for an account to upload them to.</source>
        <translation>
            <numerusform>%n 个项目正在等待账户，添加账户后即可上传。</numerusform>
        </translation>
    </message>
    <message>
        <source>Add an account…</source>
        <translation>添加账户…</translation>
    </message>
    <message>
        <source>Only files on this computer can be uploaded.</source>
        <translation>只能上传本机上的文件。</translation>
    </message>
    <message>
        <source>There are no files and no image on the clipboard.</source>
        <translation>剪贴板上没有文件，也没有图片。</translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation>添加文件夹</translation>
    </message>
    <message>
        <source>Add files</source>
        <translation>添加文件</translation>
    </message>
    <message>
        <source>an image</source>
        <translation>一张图片</translation>
    </message>
    <message>
        <source>Drop to upload %1, to %2</source>
        <extracomment>%1 is such as &quot;14 files, 3.2 GB&quot;, %2 a path in the bucket</extracomment>
        <translation>松开即可将 %1 上传到 %2</translation>
    </message>
    <message>
        <source>Drop to upload %1</source>
        <translation>松开即可上传 %1</translation>
    </message>
    <message>
        <source>Hidden files and linked files go along; empty folders and links to folders are left out.</source>
        <translation>隐藏文件和文件链接会一并上传；空文件夹和指向文件夹的链接会被略过。</translation>
    </message>
    <message numerus="yes">
        <source>%n items were for the account “%1”, which is gone, and were not added.</source>
        <extracomment>%1 is the name of an account</extracomment>
        <translation>
            <numerusform>有 %n 项原本要上传到账户“%1”，但该账户已不存在，因此未添加。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cosdrop::LeaveDesk</name>
    <message>
        <source>Quit Cosdrop</source>
        <translation>退出 Cosdrop</translation>
    </message>
    <message numerus="yes">
        <source>%n uploads are not finished.</source>
        <translation>
            <numerusform>%n 个上传尚未完成。</numerusform>
        </translation>
    </message>
    <message>
        <source>What was sent is kept, and the rest goes on at the next start.</source>
        <translation>已发送的内容会保留，其余部分将在下次启动时继续。</translation>
    </message>
    <message>
        <source>Quit; go on next time</source>
        <translation>退出，下次继续</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>留下</translation>
    </message>
    <message>
        <source>Keep in the tray</source>
        <translation>留在托盘中</translation>
    </message>
</context>
<context>
    <name>cosdrop::LinkDesk</name>
    <message>
        <source>&amp;Link (CDN)</source>
        <translation>链接（CDN）(&amp;L)</translation>
    </message>
    <message>
        <source>Link of the &amp;store</source>
        <translation>源站链接(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Markdown</source>
        <translation>&amp;Markdown</translation>
    </message>
    <message>
        <source>Markdown &amp;image</source>
        <translation>Markdown 图片(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;HTML</source>
        <translation>&amp;HTML</translation>
    </message>
    <message>
        <source>&amp;BBCode</source>
        <translation>&amp;BBCode</translation>
    </message>
    <message>
        <source>My &amp;template</source>
        <translation>我的模板(&amp;T)</translation>
    </message>
    <message>
        <source>The link could not be opened.</source>
        <translation>无法打开链接。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln links copied</source>
        <translation>
            <numerusform>已复制 %Ln 个链接</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cosdrop::LinkHandout</name>
    <message numerus="yes">
        <source>Looking whether %Ln links answer…</source>
        <translation>
            <numerusform>正在检查 %Ln 个链接能否访问…</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 so far</source>
        <extracomment>how many of the links have answered so far; follows &quot;Looking whether 20 links answer…&quot;</extracomment>
        <translation>已检查 %1 个</translation>
    </message>
    <message>
        <source>Do not wait</source>
        <translation>不再等待</translation>
    </message>
    <message numerus="yes">
        <source>%Ln did not answer: the store&apos;s link was taken instead.</source>
        <translation>
            <numerusform>其中 %Ln 个无法访问，已改用源站链接。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln do not answer yet.</source>
        <translation>
            <numerusform>其中 %Ln 个暂时无法访问。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln were not tried.</source>
        <translation>
            <numerusform>其中 %Ln 个未检查。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cosdrop::LoginStartKeeper</name>
    <message>
        <source>Starting at login could not be changed: %1</source>
        <translation>无法更改登录时启动：%1</translation>
    </message>
</context>
<context>
    <name>cosdrop::MainWindow</name>
    <message>
        <source>Drop files or folders here</source>
        <translation>将文件或文件夹拖放到这里</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>添加文件…</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>Files copied in the file manager can be pasted with %1.</source>
        <translation>在文件管理器中复制的文件可以用 %1 粘贴。</translation>
    </message>
    <message>
        <source>Welcome to Cosdrop</source>
        <translation>欢迎使用 Cosdrop</translation>
    </message>
    <message>
        <source>It uploads files to a Tencent COS bucket and gives their links.</source>
        <translation>它将文件上传到腾讯云 COS 存储桶，并给出链接。</translation>
    </message>
    <message>
        <source>Add an account…</source>
        <translation>添加账户…</translation>
    </message>
    <message>
        <source>Try the demo</source>
        <translation>试用演示</translation>
    </message>
    <message>
        <source>The demo needs no account: its bucket is a folder on this computer.</source>
        <translation>演示不需要账户：它的存储桶是这台电脑上的一个文件夹。</translation>
    </message>
    <message>
        <source>Cosdrop: demo</source>
        <translation>Cosdrop：演示</translation>
    </message>
    <message>
        <source>Cosdrop: %1</source>
        <translation>Cosdrop：%1</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>正在保存…</translation>
    </message>
</context>
<context>
    <name>cosdrop::NetworkPage</name>
    <message>
        <source>Proxy</source>
        <translation>代理</translation>
    </message>
    <message>
        <source>&amp;Proxy</source>
        <translation>代理(&amp;P)</translation>
    </message>
    <message>
        <source>As the system says</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>HTTP</source>
        <translation>HTTP</translation>
    </message>
    <message>
        <source>SOCKS5</source>
        <translation>SOCKS5</translation>
    </message>
    <message>
        <source>&amp;Host</source>
        <translation>主机(&amp;H)</translation>
    </message>
    <message>
        <source>A name or an address</source>
        <translation>名称或地址</translation>
    </message>
    <message>
        <source>Without a host, the system&apos;s proxy is used.</source>
        <translation>未填写主机时使用系统代理。</translation>
    </message>
    <message>
        <source>P&amp;ort</source>
        <translation>端口(&amp;O)</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>&amp;Give up a connection after</source>
        <translation>连接超时(&amp;G)</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>This is how long no byte may move in either direction; then it is tried again.</source>
        <translation>两个方向都没有数据传输达到这个时间后，将重新尝试。</translation>
    </message>
    <message>
        <source>&amp;User</source>
        <translation>用户名(&amp;U)</translation>
    </message>
    <message>
        <source>Empty if it wants no login</source>
        <translation>不需要登录时留空</translation>
    </message>
    <message>
        <source>Pass&amp;word</source>
        <translation>密码(&amp;W)</translation>
    </message>
    <message>
        <source>There is no keychain that works here, so the password is kept until Cosdrop ends.</source>
        <translation>这里没有可用的钥匙串，因此密码只保留到 Cosdrop 退出为止。</translation>
    </message>
</context>
<context>
    <name>cosdrop::Notices</name>
    <message>
        <source>Problem</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Put this away</source>
        <translation>关闭此提示</translation>
    </message>
</context>
<context>
    <name>cosdrop::QrDialog</name>
    <message>
        <source>QR code: %1</source>
        <translation>二维码：%1</translation>
    </message>
    <message>
        <source>QR code of the link</source>
        <translation>链接的二维码</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>链接</translation>
    </message>
    <message>
        <source>&amp;Copy picture</source>
        <translation>复制图片(&amp;C)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>This link is too long for a QR code.</source>
        <translation>链接太长，无法生成二维码。</translation>
    </message>
</context>
<context>
    <name>cosdrop::QuestionBar</name>
    <message>
        <source>Question</source>
        <translation>询问</translation>
    </message>
    <message>
        <source>Discard it</source>
        <translation>丢弃它</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>保留它</translation>
    </message>
    <message>
        <source>Choose another name</source>
        <translation>换一个名称</translation>
    </message>
    <message>
        <source>Overwrite</source>
        <translation>覆盖</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>两者都保留</translation>
    </message>
    <message numerus="yes">
        <source>For all %n that ask this, and for later ones</source>
        <translation>
            <numerusform>对全部 %n 个以及之后的同样处理</numerusform>
        </translation>
    </message>
    <message>
        <source>For later ones too</source>
        <translation>之后的也同样处理</translation>
    </message>
</context>
<context>
    <name>cosdrop::QueueActions</name>
    <message>
        <source>Add &amp;files…</source>
        <translation>添加文件(&amp;F)…</translation>
    </message>
    <message>
        <source>Add f&amp;older…</source>
        <translation>添加文件夹(&amp;O)…</translation>
    </message>
    <message>
        <source>Paste files</source>
        <translation>粘贴文件</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>继续(&amp;R)</translation>
    </message>
    <message>
        <source>Ca&amp;ncel</source>
        <translation>取消(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>重试(&amp;T)</translation>
    </message>
    <message>
        <source>Re&amp;move from the list</source>
        <translation>从列表中移除(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Copy links</source>
        <translation>复制链接(&amp;C)</translation>
    </message>
    <message>
        <source>Open &amp;link</source>
        <translation>打开链接(&amp;L)</translation>
    </message>
    <message>
        <source>Pause all</source>
        <translation>全部暂停</translation>
    </message>
    <message>
        <source>Resume all</source>
        <translation>全部继续</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Show &amp;details</source>
        <translation>显示详情(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>Copy links</source>
        <translation>复制链接</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>设置(&amp;S)…</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>&amp;Undo removing</source>
        <translation>撤销移除(&amp;U)</translation>
    </message>
    <message>
        <source>Re&amp;name in the bucket</source>
        <translation>在存储桶中重命名(&amp;N)</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Move to the top</source>
        <translation>移到最前</translation>
    </message>
    <message>
        <source>Move to the bottom</source>
        <translation>移到最后</translation>
    </message>
    <message>
        <source>Copy link &amp;as</source>
        <translation>复制链接为(&amp;A)</translation>
    </message>
    <message>
        <source>Show &amp;QR code</source>
        <translation>显示二维码(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Export receipt…</source>
        <translation>导出回执(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;History</source>
        <translation>历史(&amp;H)</translation>
    </message>
    <message>
        <source>Select the whole &amp;batch</source>
        <translation>选中整批(&amp;B)</translation>
    </message>
</context>
<context>
    <name>cosdrop::QueueDelegate</name>
    <message>
        <source>Name in the bucket</source>
        <translation>在存储桶中的名称</translation>
    </message>
</context>
<context>
    <name>cosdrop::QueueModel</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>剩余时间</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>链接</translation>
    </message>
    <message>
        <source>%1
to %2</source>
        <extracomment>%1 is a file on this computer, %2 its path in the bucket</extracomment>
        <translation>%1
上传到 %2</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账户</translation>
    </message>
</context>
<context>
    <name>cosdrop::QueueMover</name>
    <message>
        <source>Rows can be moved while they stand in queue order: click on the head of the column they are sorted by until its arrow is gone.</source>
        <translation>只有按队列顺序排列时才能移动：请点击用于排序的列标题，直到箭头消失。</translation>
    </message>
    <message>
        <source>A name cannot be empty or have any of these in it: %1</source>
        <translation>名称不能为空，也不能包含以下字符：%1</translation>
    </message>
</context>
<context>
    <name>cosdrop::QueuePage</name>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
</context>
<context>
    <name>cosdrop::QueueView</name>
    <message>
        <source>Uploads</source>
        <translation>上传</translation>
    </message>
    <message>
        <source>Nothing here matches the filter.</source>
        <translation>没有符合筛选条件的项目。</translation>
    </message>
</context>
<context>
    <name>cosdrop::RateBox</name>
    <message>
        <source> MB/s</source>
        <translation> MB/s</translation>
    </message>
</context>
<context>
    <name>cosdrop::ReceiptDesk</name>
    <message numerus="yes">
        <source>Export a receipt of %n uploads</source>
        <translation>
            <numerusform>导出 %n 个上传的回执</numerusform>
        </translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>The receipt could not be written: %1</source>
        <translation>无法写入回执：%1</translation>
    </message>
    <message numerus="yes">
        <source>Receipt of %n uploads written to %1</source>
        <translation>
            <numerusform>%n 个上传的回执已写入 %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cosdrop::RemovalDesk</name>
    <message numerus="yes">
        <source>%Ln uploads were removed from the list.</source>
        <translation>
            <numerusform>已从列表中移除 %Ln 个上传。</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>cosdrop::ReviewDialog</name>
    <message>
        <source>Before these files are uploaded</source>
        <translation>上传这些文件之前</translation>
    </message>
    <message numerus="yes">
        <source>%Ln of %1 files cannot go where they would. Other paths are proposed; a double click changes one.</source>
        <extracomment>%1 is how many files there are in all</extracomment>
        <translation>
            <numerusform>%1 个文件中有 %Ln 个无法上传到原定位置。已给出建议路径；双击可以修改。</numerusform>
        </translation>
    </message>
    <message>
        <source>Files that need another path</source>
        <translation>需要其他路径的文件</translation>
    </message>
    <message numerus="yes">
        <source>Upload %Ln files</source>
        <translation>
            <numerusform>上传 %Ln 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>cosdrop::ReviewModel</name>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Uploads to</source>
        <translation>上传到</translation>
    </message>
    <message>
        <source>The name is not allowed in a bucket</source>
        <translation>存储桶中不允许这个名称</translation>
    </message>
    <message>
        <source>Another file goes to the same place</source>
        <translation>另一个文件会上传到同一位置</translation>
    </message>
    <message>
        <source>This path cannot be used, or another file has it.</source>
        <translation>这个路径无法使用，或已被另一个文件占用。</translation>
    </message>
</context>
<context>
    <name>cosdrop::RowButton</name>
    <message>
        <source>Pause this upload</source>
        <translation>暂停此上传</translation>
    </message>
    <message>
        <source>Go on with this upload</source>
        <translation>继续此上传</translation>
    </message>
    <message>
        <source>Cancel this upload</source>
        <translation>取消此上传</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>从列表中移除</translation>
    </message>
    <message>
        <source>Copy the link</source>
        <translation>复制链接</translation>
    </message>
    <message>
        <source>Open the link in the browser</source>
        <translation>在浏览器中打开链接</translation>
    </message>
</context>
<context>
    <name>cosdrop::SettingsDesk</name>
    <message>
        <source>The settings could not be written to %1. They hold until Cosdrop ends.</source>
        <translation>设置无法写入 %1，只在 Cosdrop 退出前有效。</translation>
    </message>
</context>
<context>
    <name>cosdrop::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Restore standard values</source>
        <translation>恢复默认值</translation>
    </message>
    <message>
        <source>Puts this page back to what it was at the first start</source>
        <translation>将本页恢复为首次启动时的样子</translation>
    </message>
    <message>
        <source>General</source>
        <translation>常规</translation>
    </message>
    <message>
        <source>Uploads</source>
        <translation>上传</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>链接</translation>
    </message>
</context>
<context>
    <name>cosdrop::SettingsPages</name>
    <message>
        <source>As the system says</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>Window and tray</source>
        <translation>窗口和托盘</translation>
    </message>
    <message>
        <source>This desktop has no tray for icons, so closing the window ends Cosdrop.</source>
        <translation>这个桌面没有托盘，因此关闭窗口会退出 Cosdrop。</translation>
    </message>
    <message>
        <source>Show an &amp;icon in the tray</source>
        <translation>在托盘中显示图标(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Closing the window</source>
        <translation>关闭窗口时(&amp;C)</translation>
    </message>
    <message>
        <source>asks while uploads run, else quits</source>
        <translation>上传时询问，否则退出</translation>
    </message>
    <message>
        <source>keeps Cosdrop in the tray</source>
        <translation>留在托盘中</translation>
    </message>
    <message>
        <source>quits; uploads go on next time</source>
        <translation>退出，下次启动继续上传</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
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
        <source>Desktop</source>
        <translation>桌面</translation>
    </message>
    <message>
        <source>&amp;Notify when uploads are done or need something</source>
        <translation>上传完成或需要处理时通知(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Start Cosdrop at login</source>
        <translation>登录时启动 Cosdrop(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Files at the same time</source>
        <translation>同时上传的文件数(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Slices of a file at the same time</source>
        <translation>每个文件同时上传的分片数(&amp;S)</translation>
    </message>
    <message>
        <source>A server that takes one slice at a time is obeyed.</source>
        <translation>如果服务器一次只接收一个分片，则以服务器为准。</translation>
    </message>
    <message>
        <source>Si&amp;ze of a slice</source>
        <translation>分片大小(&amp;Z)</translation>
    </message>
    <message>
        <source>It holds for files added from now on, where the account names none. The server may ask for another.</source>
        <translation>对之后添加的文件有效，前提是账户没有另行指定。服务器可能要求其他大小。</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>这台电脑</translation>
    </message>
    <message>
        <source>Do not sl&amp;eep while uploads run</source>
        <translation>上传时不让电脑睡眠(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;When all is done</source>
        <translation>全部完成后(&amp;W)</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>不做任何事</translation>
    </message>
    <message>
        <source>Quit Cosdrop</source>
        <translation>退出 Cosdrop</translation>
    </message>
    <message>
        <source>Sleep</source>
        <translation>睡眠</translation>
    </message>
    <message>
        <source>Shut down</source>
        <translation>关机</translation>
    </message>
    <message>
        <source>It is done once, when nothing is left to do, after a minute in which it can be called off.</source>
        <translation>只执行一次：所有任务结束后等待一分钟，期间可以取消。</translation>
    </message>
    <message>
        <source>&amp;Copy links as</source>
        <translation>复制链接格式(&amp;C)</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>链接</translation>
    </message>
    <message>
        <source>Link to the store, not the CDN</source>
        <translation>源站链接（不经 CDN）</translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation>Markdown</translation>
    </message>
    <message>
        <source>HTML</source>
        <translation>HTML</translation>
    </message>
    <message>
        <source>BBCode</source>
        <translation>BBCode</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>&amp;Template</source>
        <translation>模板(&amp;T)</translation>
    </message>
    <message>
        <source>It may have {name} {access_url} {source_url} {path} {size} and {sha1}.</source>
        <translation>可以使用 {name} {access_url} {source_url} {path} {size} 和 {sha1}。</translation>
    </message>
    <message>
        <source>These are not known, and stay as they are: %1</source>
        <translation>无法识别以下内容，将原样保留：%1</translation>
    </message>
    <message>
        <source>Copy links when uploads are &amp;done</source>
        <translation>上传完成后复制链接(&amp;D)</translation>
    </message>
    <message>
        <source>Only if nothing else was copied since; it can be undone.</source>
        <translation>仅当之后没有复制过其他内容；可以撤销。</translation>
    </message>
    <message>
        <source>T&amp;ry a link before it is handed out</source>
        <translation>给出链接前先测试(&amp;R)</translation>
    </message>
    <message>
        <source>If it does not answer, the link to the store is given instead, with a word on it.</source>
        <translation>如果链接没有响应，则改为给出源站链接并加以说明。</translation>
    </message>
</context>
<context>
    <name>cosdrop::SliceMap</name>
    <message>
        <source>Slices: %1 sent, %2 on their way, %3 waiting</source>
        <translation>分片：已发送 %1，正在发送 %2，等待 %3</translation>
    </message>
</context>
<context>
    <name>cosdrop::SpeedGraph</name>
    <message>
        <source>Speed of the last minutes</source>
        <translation>最近几分钟的速度</translation>
    </message>
    <message>
        <source>Now %1, at most %2 in the last minutes</source>
        <extracomment>both are speeds such as &quot;18.4 MB/s&quot;</extracomment>
        <translation>当前 %1，最近几分钟最高 %2</translation>
    </message>
</context>
<context>
    <name>cosdrop::SpeedLimitButton</name>
    <message>
        <source>No limit</source>
        <translation>不限速</translation>
    </message>
    <message>
        <source>Another limit…</source>
        <translation>其他限速…</translation>
    </message>
    <message>
        <source>Timetable…</source>
        <translation>时间表…</translation>
    </message>
    <message>
        <source>Speed limit</source>
        <translation>限速</translation>
    </message>
    <message>
        <source>Limit of all uploads together, in MB/s:</source>
        <translation>所有上传合计的限速（MB/s）：</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Limit: %1</source>
        <translation>限速：%1</translation>
    </message>
    <message>
        <source>Speed limit of all uploads together</source>
        <translation>所有上传合计的限速</translation>
    </message>
    <message>
        <source>Speed limit by the timetable, until %1</source>
        <translation>按时间表限速，至 %1</translation>
    </message>
    <message>
        <source>Speed limit until %1, when the timetable changes it</source>
        <translation>限速至 %1，之后按时间表变更</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>cosdrop::SpeedPage</name>
    <message>
        <source>&amp;Limit the speed of uploads</source>
        <translation>限制上传速度(&amp;L)</translation>
    </message>
    <message>
        <source>Li&amp;mit</source>
        <translation>限速(&amp;M)</translation>
    </message>
    <message>
        <source>It is shared by all uploads. The status bar has a quick switch for it.</source>
        <translation>由所有上传共享。状态栏上有快速开关。</translation>
    </message>
    <message>
        <source>Timetable</source>
        <translation>时间表</translation>
    </message>
    <message>
        <source>Another limit at some &amp;hours</source>
        <translation>在某些时段使用其他限速(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation>从(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;To</source>
        <translation>到(&amp;T)</translation>
    </message>
    <message>
        <source>The hours end on the next day.</source>
        <translation>时段在第二天结束。</translation>
    </message>
    <message>
        <source>L&amp;imit at these hours</source>
        <translation>时段内限速(&amp;I)</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>不限速</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>星期</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>不限速</translation>
    </message>
    <message>
        <source>Now: %1</source>
        <translation>当前：%1</translation>
    </message>
    <message>
        <source>Now: %1, by the timetable, until %2</source>
        <translation>当前：%1，按时间表，至 %2</translation>
    </message>
    <message>
        <source>Now: %1, until %2</source>
        <translation>当前：%1，至 %2</translation>
    </message>
</context>
<context>
    <name>cosdrop::SpokenProgress</name>
    <message numerus="yes">
        <source>Uploading %n files, %1.</source>
        <translation>
            <numerusform>正在上传 %n 个文件，共 %1。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n uploads have failed.</source>
        <translation>
            <numerusform>有 %n 个上传失败。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 uploaded.</source>
        <extracomment>how much of all uploads is done, and in what time the rest will be</extracomment>
        <translation>已上传 %1。</translation>
    </message>
    <message>
        <source>%1 uploaded, %2 left.</source>
        <translation>已上传 %1，剩余 %2。</translation>
    </message>
    <message>
        <source>The network is back. Uploads go on.</source>
        <translation>网络已恢复，上传继续进行。</translation>
    </message>
    <message>
        <source>Waiting for the network.</source>
        <translation>正在等待网络。</translation>
    </message>
</context>
<context>
    <name>cosdrop::StateText</name>
    <message>
        <source>changed %1</source>
        <translation>修改于 %1</translation>
    </message>
    <message>
        <source>Waiting for the network</source>
        <translation>等待网络</translation>
    </message>
    <message>
        <source>Waiting for an answer</source>
        <translation>等待回答</translation>
    </message>
    <message>
        <source>Trying again shortly</source>
        <translation>即将重试</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>排队中</translation>
    </message>
    <message>
        <source>Reading the file</source>
        <translation>正在读取文件</translation>
    </message>
    <message>
        <source>Preparing</source>
        <translation>正在准备</translation>
    </message>
    <message>
        <source>Sending, started again</source>
        <translation>正在发送（已重新开始）</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>正在发送</translation>
    </message>
    <message>
        <source>Finishing</source>
        <translation>正在完成</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>正在核对</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Done, was already there</source>
        <translation>已完成（服务器已有）</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>已跳过</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>The next try is in %1.</source>
        <translation>%1 后重试。</translation>
    </message>
    <message numerus="yes">
        <source>%n tries failed since data last got through.</source>
        <extracomment>said while an upload waits for its next try</extracomment>
        <translation>
            <numerusform>自上次成功传输以来已失败 %n 次。</numerusform>
        </translation>
    </message>
    <message>
        <source>It goes on by itself when the network is back.</source>
        <translation>网络恢复后会自动继续。</translation>
    </message>
    <message>
        <source>The upload was started again, because the file changed or the server no longer knew what was sent.</source>
        <translation>上传已重新开始，因为文件有变化，或服务器已不记得先前发送的内容。</translation>
    </message>
    <message>
        <source>The server takes one slice at a time.</source>
        <translation>服务器一次只接收一个分片。</translation>
    </message>
    <message>
        <source>Another file is at this path and was left there.</source>
        <translation>此路径上有另一个文件，已保留原样。</translation>
    </message>
    <message>
        <source>The server already held this file, so nothing had to be sent.</source>
        <translation>服务器上已有此文件，无需发送。</translation>
    </message>
    <message>
        <source>Another upload of “%1” to %2 is unfinished%3. Discarding it destroys what was sent of it.</source>
        <translation>“%1”到 %2 的另一个上传尚未完成%3。丢弃它会清除它已发送的内容。</translation>
    </message>
    <message>
        <source>“%1” is already in %2.</source>
        <translation>“%1”已存在于 %2。</translation>
    </message>
    <message>
        <source>“%1” is already in %2 (%3). The file to upload has %4.</source>
        <translation>“%1”已存在于 %2（%3）。要上传的文件大小为 %4。</translation>
    </message>
    <message>
        <source>It starts when those before it leave room for it.</source>
        <translation>前面的上传让出位置后就会开始。</translation>
    </message>
    <message>
        <source>All uploads together are limited to %1.</source>
        <extracomment>%1 is a speed such as &quot;2.0 MB/s&quot;</extracomment>
        <translation>所有上传的总速度被限制为 %1。</translation>
    </message>
    <message>
        <source>The server has %1 of it; it goes on from there.</source>
        <extracomment>%1 is a size such as &quot;1.2 GB&quot;</extracomment>
        <translation>服务器上已有其中的 %1，将从那里继续。</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between facts</comment>
        <extracomment>between facts on a file, such as its size and its time</extracomment>
        <translation>，</translation>
    </message>
    <message>
        <source>No limit is set: it goes as fast as the network and the server let it.</source>
        <translation>未设限速：速度取决于网络和服务器。</translation>
    </message>
    <message numerus="yes">
        <source>It shares the way with %Ln others.</source>
        <translation>
            <numerusform>它与另外 %Ln 个上传共用网络。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cosdrop::TotalsBar</name>
    <message>
        <source>All uploads together</source>
        <translation>全部上传合计</translation>
    </message>
    <message>
        <source>What was just done</source>
        <translation>刚刚完成的操作</translation>
    </message>
    <message numerus="yes">
        <source>%n uploading</source>
        <translation>
            <numerusform>%n 个正在上传</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n 个等待中</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n paused</source>
        <translation>
            <numerusform>%n 个已暂停</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n done</source>
        <translation>
            <numerusform>%n 个已完成</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n 个失败</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln files</source>
        <extracomment>how many of all files are uploaded</extracomment>
        <translation>
            <numerusform>%1 / %Ln 个文件</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>cosdrop::TrayIcon</name>
    <message>
        <source>Show Cosdrop</source>
        <translation>显示 Cosdrop</translation>
    </message>
    <message>
        <source>Small window to drop on</source>
        <translation>拖放小窗口</translation>
    </message>
    <message>
        <source>Pause all</source>
        <translation>全部暂停</translation>
    </message>
    <message>
        <source>Resume all</source>
        <translation>全部继续</translation>
    </message>
    <message>
        <source>Speed limit</source>
        <translation>限速</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Cosdrop</source>
        <translation>Cosdrop</translation>
    </message>
    <message>
        <source>Cosdrop: %1</source>
        <translation>Cosdrop：%1</translation>
    </message>
</context>
<context>
    <name>cosdrop::WayOut</name>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Change the account…</source>
        <translation>修改账户…</translation>
    </message>
    <message>
        <source>Choose another name</source>
        <translation>换一个名称</translation>
    </message>
</context>
<context>
    <name>cosdrop::WindowSession</name>
    <message>
        <source>The accounts could not be read: %1</source>
        <translation>无法读取账户：%1</translation>
    </message>
    <message>
        <source>The demo could not be started: %1</source>
        <translation>演示无法启动：%1</translation>
    </message>
    <message>
        <source>There is no account named “%1”.</source>
        <translation>没有名为“%1”的账户。</translation>
    </message>
    <message>
        <source>There is no account named “%1”, so its files were not added.</source>
        <translation>没有名为“%1”的账户，因此未添加其文件。</translation>
    </message>
</context>
<context>
    <name>cosdrop::WindowToolBar</name>
    <message>
        <source>Tool bar</source>
        <translation>工具栏</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add files or a folder</source>
        <translation>添加文件或文件夹</translation>
    </message>
    <message>
        <source>Filter by name or path</source>
        <translation>按名称或路径筛选</translation>
    </message>
    <message>
        <source>Filter…</source>
        <translation>筛选…</translation>
    </message>
    <message>
        <source>Show only what has these words in its path (%1)</source>
        <translation>只显示路径中含有这些词的项目（%1）</translation>
    </message>
</context>
</TS>
