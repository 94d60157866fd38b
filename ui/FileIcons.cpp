#include "ui/FileIcons.h"

#include <QStringView>

#include <array>

namespace cosdrop {

namespace {

struct Kind
{
    QLatin1String symbol;
    QLatin1String endings; // each between spaces
};

constexpr std::array kinds{
    Kind{QLatin1String("file-image"),
         QLatin1String(" png jpg jpeg gif webp bmp tif tiff svg heic avif raw psd ai ico ")},
    Kind{QLatin1String("file-video"), QLatin1String(" mp4 mov mkv avi webm m4v wmv flv mpg mpeg ")},
    Kind{QLatin1String("file-audio"), QLatin1String(" mp3 wav flac ogg oga opus m4a aac wma ")},
    Kind{QLatin1String("file-archive"),
         QLatin1String(" zip gz tgz tar xz zst bz2 7z rar iso dmg deb rpm jar apk ")},
    Kind{QLatin1String("file-text"),
         QLatin1String(" txt md pdf doc docx odt rtf html htm json xml csv log yml yaml tex ")},
};

QString symbolForPath(const QString &path)
{
    const qsizetype dot = path.lastIndexOf(QLatin1Char('.'));
    if (dot > path.lastIndexOf(QLatin1Char('/')) + 1) {
        const QString ending = QLatin1Char(' ') + path.mid(dot + 1).toLower() + QLatin1Char(' ');
        for (const Kind &kind : kinds) {
            if (QStringView(ending).size() > 2 && kind.endings.contains(ending))
                return kind.symbol;
        }
    }
    return QStringLiteral("file");
}

std::pair<QString, Tone> symbolForState(const UploadSnapshot &upload)
{
    switch (upload.state) {
    case UploadState::Queued:
        return {QStringLiteral("queued"), Tone::Quiet};
    case UploadState::Hashing:
    case UploadState::Preparing:
    case UploadState::Sending:
    case UploadState::Finishing:
    case UploadState::Verifying:
        return {QStringLiteral("working"), Tone::Plain};
    case UploadState::Waiting:
        if (upload.question)
            return {QStringLiteral("question"), Tone::Attention};
        return {QStringLiteral("waiting"), Tone::Quiet};
    case UploadState::Paused:
        return {QStringLiteral("pause"), Tone::Quiet};
    case UploadState::Done:
        return {QStringLiteral("done"), Tone::Good};
    case UploadState::Skipped:
        return {QStringLiteral("skipped"), Tone::Quiet};
    case UploadState::Failed:
        return {QStringLiteral("failed"), Tone::Attention};
    case UploadState::Cancelled:
        return {QStringLiteral("cancelled"), Tone::Quiet};
    }
    Q_UNREACHABLE();
}

} // namespace

QIcon FileIcons::forFile(const QString &path) const
{
    return symbol(symbolForPath(path), Tone::Quiet);
}

QIcon FileIcons::forState(const UploadSnapshot &upload) const
{
    const auto [name, tone] = symbolForState(upload);
    return symbol(name, tone);
}

QIcon FileIcons::symbol(const QString &name, Tone tone) const
{
    const QString key = name + QString::number(int(tone));
    auto made = m_made.constFind(key);
    if (made == m_made.cend())
        made = m_made.insert(key, Icons::symbol(name, tone));
    return *made;
}

} // namespace cosdrop
