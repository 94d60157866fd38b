#include "core/base/DamagedFile.h"

#include <QDateTime>
#include <QFile>

namespace cosdrop {

QString pathAside(const QString &path)
{
    const QString base = path + QLatin1String(".damaged-")
                         + QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss"));
    QString aside = base;
    for (int number = 2; QFile::exists(aside); ++number)
        aside = base + u'-' + QString::number(number);
    return aside;
}

} // namespace cosdrop
