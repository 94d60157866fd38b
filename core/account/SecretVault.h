#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>

#include <functional>

namespace cosdrop {

/// Where secrets lie under a key, such as the operating system's keychain. It may take its time:
/// some ask the person first.
/// Thread: that of the object. Each `done` is called at most once, at once or later.
class SecretVault : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    enum class Outcome {
        Done,
        NoSuchKey,
        Failed, ///< locked, refused, or not there at all
    };
    using ReadDone = std::function<void(Outcome, const QByteArray &secret)>;
    using ChangeDone = std::function<void(Outcome)>;

    virtual void read(const QString &key, ReadDone done) = 0;
    virtual void write(const QString &key, const QByteArray &secret, ChangeDone done) = 0;
    virtual void remove(const QString &key, ChangeDone done) = 0;
};

/// The operating system's keychain by QtKeychain, service "Cosdrop". Never QtKeychain's own plain
/// file, which it offers where there is no keychain.
class QtKeychainVault final : public SecretVault
{
    Q_OBJECT

public:
    using SecretVault::SecretVault;

    void read(const QString &key, ReadDone done) override;
    void write(const QString &key, const QByteArray &secret, ChangeDone done) override;
    void remove(const QString &key, ChangeDone done) override;
};

} // namespace cosdrop
