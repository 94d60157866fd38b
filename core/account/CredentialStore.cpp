#include "core/account/CredentialStore.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTimer>

#include <utility>

namespace cosdrop {

namespace {

using Outcome = SecretVault::Outcome;

QByteArray toSecret(const Credentials &credentials)
{
    const QJsonObject json{
        {QStringLiteral("secret_id"), credentials.secretId},
        {QStringLiteral("secret_key"), QString::fromUtf8(credentials.secretKey)}};
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

Credentials fromSecret(const QByteArray &secret)
{
    const QJsonObject json = QJsonDocument::fromJson(secret).object();
    return {json.value(u"secret_id").toString(), json.value(u"secret_key").toString().toUtf8()};
}

Failure noKeys(const QString &profile, const QString &why)
{
    return fail(ErrorKind::KeysMissing,
                QStringLiteral("no keys for profile \"%1\": %2").arg(profile, why));
}

/// Calls back from the event loop.
void later(QObject *context, std::function<void()> call)
{
    QMetaObject::invokeMethod(context, std::move(call), Qt::QueuedConnection);
}

Result<Credentials> found(const QHash<QString, Credentials> &credentials, const QString &profile,
                          const QString &why)
{
    const auto entry = credentials.constFind(profile);
    if (entry == credentials.constEnd())
        return noKeys(profile, why);
    return *entry;
}

} // namespace

KeychainCredentialStore::KeychainCredentialStore(QObject *parent)
    : KeychainCredentialStore(std::make_unique<QtKeychainVault>(), patience, parent)
{
}

KeychainCredentialStore::KeychainCredentialStore(std::unique_ptr<SecretVault> vault,
                                                 std::chrono::milliseconds wait, QObject *parent)
    : CredentialStore(parent)
    , m_vault(std::move(vault))
    , m_wait(wait)
{
}

KeychainCredentialStore::~KeychainCredentialStore() = default;

void KeychainCredentialStore::read(const QString &profile, ReadDone done)
{
    if (m_forThisRun.contains(profile) || !isUsable(profile)) {
        const auto result = found(m_forThisRun, profile, QStringLiteral("none in this run"));
        later(this, [done = std::move(done), result] { done(result); });
        return;
    }
    m_vault->read(
        profile, withPatience([this, profile, done = std::move(done)](Outcome outcome,
                                                                      const QByteArray &secret) {
            const Credentials credentials = fromSecret(secret);
            if (outcome == Outcome::Done && credentials.isValid())
                done(credentials);
            else if (outcome == Outcome::Failed)
                done(found(m_forThisRun, profile, QStringLiteral("the keychain does not answer")));
            else
                done(noKeys(profile, QStringLiteral("none in the keychain")));
        }));
}

void KeychainCredentialStore::write(const QString &profile, const Credentials &credentials,
                                    WriteDone done)
{
    // Kept here until the keychain has it, so that a read meanwhile finds it.
    m_forThisRun.insert(profile, credentials);
    if (!isUsable(profile)) {
        later(this, [done = std::move(done)] { done(Kept::ForThisRun); });
        return;
    }
    m_vault->write(profile, toSecret(credentials),
                   [finish = withPatience([this, profile, done = std::move(done)](
                                              Outcome outcome, const QByteArray &) {
                        const bool kept = outcome == Outcome::Done;
                        if (kept)
                            m_forThisRun.remove(profile);
                        done(kept ? Kept::InKeychain : Kept::ForThisRun);
                    })](Outcome outcome) { finish(outcome, {}); });
}

void KeychainCredentialStore::remove(const QString &profile)
{
    m_forThisRun.remove(profile);
    if (!profile.isEmpty())
        m_vault->remove(profile, [](Outcome) {});
}

/// Calls `finish` once, later: with what the vault says, or with Failed when the time is over.
KeychainCredentialStore::Finish KeychainCredentialStore::withPatience(Finish finish)
{
    struct Question
    {
        Finish finish;
        bool overdue = false;
    };

    auto question = std::make_shared<Question>();
    question->finish = std::move(finish);

    QTimer::singleShot(m_wait, this, [this, question] {
        if (!question->finish)
            return;
        question->overdue = true;
        ++m_overdue;
        std::exchange(question->finish, {})(Outcome::Failed, {});
    });
    return [this, question](Outcome outcome, const QByteArray &secret) {
        if (std::exchange(question->overdue, false))
            --m_overdue;
        later(this, [question, outcome, secret] {
            if (question->finish)
                std::exchange(question->finish, {})(outcome, secret);
        });
    };
}

/// The keys of this run have no name; and a keychain that owes an answer keeps others waiting too.
bool KeychainCredentialStore::isUsable(const QString &profile) const
{
    return !profile.isEmpty() && m_overdue == 0;
}

void MemoryCredentialStore::read(const QString &profile, ReadDone done)
{
    const auto result = found(m_credentials, profile, QStringLiteral("none in this run"));
    later(this, [done = std::move(done), result] { done(result); });
}

void MemoryCredentialStore::write(const QString &profile, const Credentials &credentials,
                                  WriteDone done)
{
    m_credentials.insert(profile, credentials);
    later(this, [done = std::move(done)] { done(Kept::ForThisRun); });
}

void MemoryCredentialStore::remove(const QString &profile)
{
    m_credentials.remove(profile);
}

} // namespace cosdrop
