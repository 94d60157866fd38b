// Preloaded into a program, makes the end of its threads late and its exit slow, as a busy machine
// does: what a thread's end and the exit handlers both touch comes to light.

#include <dlfcn.h>
#include <pthread.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <ctime>
#include <utility>

namespace {

using Destructor = void (*)(void *);

constexpr std::size_t mostKeys = 16;
constexpr useconds_t longest = 3000;

std::array<Destructor, mostKeys> destructors{};
std::atomic<std::size_t> keys{0};

void linger()
{
    timespec now = {};
    clock_gettime(CLOCK_MONOTONIC, &now);
    usleep(static_cast<useconds_t>(now.tv_nsec / 1000) % longest);
}

template <std::size_t Index>
void late(void *value)
{
    linger();
    destructors[Index](value);
}

template <std::size_t... Index>
constexpr std::array<Destructor, mostKeys> lateDestructors(std::index_sequence<Index...>)
{
    return {&late<Index>...};
}

template <typename Function>
Function next(const char *name)
{
    return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

} // namespace

extern "C" int pthread_key_create(pthread_key_t *key, Destructor destructor) noexcept
{
    static const auto create = next<int (*)(pthread_key_t *, Destructor)>("pthread_key_create");
    constexpr auto wrappers = lateDestructors(std::make_index_sequence<mostKeys>());
    if (destructor) {
        if (const std::size_t index = keys++; index < mostKeys) {
            destructors[index] = destructor;
            destructor = wrappers[index];
        }
    }
    return create(key, destructor);
}

extern "C" int pthread_key_delete(pthread_key_t key) noexcept
{
    static const auto remove = next<int (*)(pthread_key_t)>("pthread_key_delete");
    linger();
    return remove(key);
}

extern "C" int pthread_rwlock_destroy(pthread_rwlock_t *lock) noexcept
{
    static const auto destroy = next<int (*)(pthread_rwlock_t *)>("pthread_rwlock_destroy");
    timespec now = {};
    clock_gettime(CLOCK_MONOTONIC, &now);
    if ((now.tv_nsec / 1000) % 4 == 0)
        usleep(longest / 10);
    return destroy(lock);
}
