#pragma once

#include "core/base/CoreHold.h"

#include <QMetaObject>
#include <QObject>
#include <QRunnable>
#include <QThreadPool>

#include <system_error>
#include <thread>
#include <type_traits>
#include <utility>

#if defined(__SANITIZE_THREAD__)
#include <sanitizer/tsan_interface.h>
#endif

namespace cosdrop {

/// A call made up on one thread and run on another, by Qt.
///
/// Qt orders the two by locks that ThreadSanitizer cannot see, as the library is not built with
/// it. Under the sanitizer each Handover says itself what that order is; otherwise it is the call
/// and nothing else.
template <typename Call>
class Handover
{
public:
    explicit Handover(Call call)
        : m_call(std::move(call))
    {
        given();
    }

    Handover(const Handover &other)
        : m_call((taken(), other.m_call))
    {
        given();
    }

    Handover(Handover &&other) noexcept(std::is_nothrow_move_constructible_v<Call>)
        : m_call((taken(), std::move(other.m_call)))
    {
        given();
    }

    Handover &operator=(const Handover &) = delete;
    Handover &operator=(Handover &&) = delete;

    ~Handover() { taken(); }

    void operator()()
    {
        taken();
        m_call();
        given();
    }

private:
#if defined(__SANITIZE_THREAD__)
    static void given()
    {
        __tsan_release(&s_order);
    }

    static void taken()
    {
        __tsan_acquire(&s_order);
    }

    static inline char s_order = 0;
#else
    static void given() {}

    static void taken() {}
#endif

    Call m_call;
};

/// Runs the call on a thread of the pool, some time; no pool's thread is ever held to a core.
template <typename Call>
void runIn(QThreadPool &pool, Call call)
{
    class Runnable final : public QRunnable
    {
    public:
        explicit Runnable(Call inner)
            : m_call(std::move(inner))
        {
        }

        void run() override { m_call(); }

    private:
        Handover<Call> m_call;
    };

    CoreHold::letGoOfThisThread();
    pool.start(new Runnable(std::move(call)));
}

/// A thread of its own for the call; one that cannot be joined where the system has none to give.
/// Never held to a core either.
template <typename Call>
std::thread threadFor(Call call)
{
    CoreHold::letGoOfThisThread();
    try {
        return std::thread(std::move(call));
    } catch (const std::system_error &) {
        return {};
    }
}

/// Runs the call on the object's thread, from its event loop, unless the object is gone by then.
template <typename Call>
void postTo(QObject *object, Call call)
{
    QMetaObject::invokeMethod(object, Handover<Call>(std::move(call)), Qt::QueuedConnection);
}

} // namespace cosdrop
