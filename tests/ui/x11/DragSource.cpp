// Another program, from which files are dragged: a small window; a press and a move on it begin a
// drag of the files given as arguments. Tells on stdout, a line each: "ready" when it is on the
// screen, "dragging", "accepted" when what is below would take the files, "dropped copy" or
// "dropped nothing". It takes links, too: "entered" when some are dragged over it, and "got" with
// all of them when they are let go.

#include <QApplication>
#include <QDrag>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileInfo>
#include <QMimeData>
#include <QMouseEvent>
#include <QUrl>
#include <QWidget>

#include <cstdio>

namespace {

void tell(const char *line)
{
    std::puts(line);
    std::fflush(stdout);
}

class DragSource final : public QWidget
{
public:
    explicit DragSource(const QStringList &files)
    {
        for (const QString &file : files)
            m_urls.append(QUrl::fromLocalFile(QFileInfo(file).absoluteFilePath()));
        setWindowTitle(QStringLiteral("Drag source"));
        setGeometry(40, 900, 200, 80);
        setAcceptDrops(true);
    }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        QWidget::paintEvent(event);
        if (!m_isReady)
            tell("ready");
        m_isReady = true;
    }

    void mouseMoveEvent(QMouseEvent *event) override
    {
        if (m_isDragging || !event->buttons().testFlag(Qt::LeftButton))
            return;
        m_isDragging = true;
        auto *drag = new QDrag(this);
        auto *files = new QMimeData;
        files->setUrls(m_urls);
        drag->setMimeData(files);
        connect(drag, &QDrag::actionChanged, this, [](Qt::DropAction action) {
            if (action == Qt::CopyAction)
                tell("accepted");
        });
        tell("dragging");
        const Qt::DropAction done = drag->exec(Qt::CopyAction | Qt::MoveAction, Qt::CopyAction);
        tell(done == Qt::CopyAction ? "dropped copy" : "dropped nothing");
        m_isDragging = false;
    }

    void dragEnterEvent(QDragEnterEvent *event) override
    {
        if (!event->mimeData()->hasUrls())
            return;
        event->acceptProposedAction();
        tell("entered");
    }

    void dropEvent(QDropEvent *event) override
    {
        event->acceptProposedAction();
        QByteArray line = "got";
        const QList<QUrl> urls = event->mimeData()->urls();
        for (const QUrl &url : urls)
            line += ' ' + url.toEncoded();
        tell(line.constData());
    }

private:
    QList<QUrl> m_urls;
    bool m_isReady = false;
    bool m_isDragging = false;
};

} // namespace

int main(int argc, char *argv[])
{
    const QApplication application(argc, argv);
    DragSource source(QCoreApplication::arguments().mid(1));
    source.show();
    return QApplication::exec();
}
