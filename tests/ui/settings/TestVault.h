#pragma once

#include "core/account/SecretVault.h"

#include <QHash>

#include <optional>

namespace cosdrop {

/// A keychain in memory that answers when the test lets it, and can be broken.
class TestVault final : public SecretVault
{
public:
    void read(const QString &key, ReadDone done) override
    {
        ++reads;
        pending = [this, key, done = std::move(done)] {
            if (broken)
                done(Outcome::Failed, {});
            else if (!secrets.contains(key))
                done(Outcome::NoSuchKey, {});
            else
                done(Outcome::Done, secrets.value(key));
        };
    }

    void write(const QString &key, const QByteArray &secret, ChangeDone done) override
    {
        if (!broken)
            secrets.insert(key, secret);
        done(broken ? Outcome::Failed : Outcome::Done);
    }

    void remove(const QString &key, ChangeDone done) override
    {
        secrets.remove(key);
        done(Outcome::Done);
    }

    void answer() { std::exchange(pending, {})(); }

    QHash<QString, QByteArray> secrets;
    std::function<void()> pending;
    int reads = 0;
    bool broken = false;
};

} // namespace cosdrop
