#include "core/account/KeyAuthorizer.h"

#include "core/cos/Signature.h"

#include <QRandomGenerator>
#include <QUrl>

namespace cosdrop {

void KeyAuthorizer::setCredentials(const QString &profile, const Credentials &credentials)
{
    if (credentials.isValid())
        m_credentials.insert(profile, credentials);
    else
        m_credentials.remove(profile);
}

void KeyAuthorizer::authorize(const Target &target, const ObjectPath &path, SignatureScope scope,
                              std::chrono::seconds serverNow, Done done)
{
    auto found = m_credentials.constFind(target.profile);
    if (found == m_credentials.constEnd())
        found = m_credentials.constFind(QString());
    if (found == m_credentials.constEnd()) {
        done(fail(ErrorKind::KeysMissing,
                  QStringLiteral("no keys for profile \"%1\"").arg(target.profile)));
        return;
    }

    SignatureFields fields;
    fields.appId = target.appId;
    fields.bucket = target.bucket;
    fields.secretId = found->secretId;
    fields.now = serverNow.count();
    fields.random = QRandomGenerator::system()->generate();
    if (scope == SignatureScope::SingleEffect) {
        fields.fileId = '/' + QUrl::toPercentEncoding(target.appId) + '/'
                        + QUrl::toPercentEncoding(target.bucket) + path.encoded();
    } else {
        fields.expires = (serverNow + validity).count();
    }
    done(sign(signaturePlainText(fields), found->secretKey));
}

} // namespace cosdrop
