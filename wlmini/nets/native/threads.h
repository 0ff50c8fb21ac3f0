/* Threads that work off one list of calls together. Every thread of a list walks over the whole of it and makes
 * the calls that bear its number; a call with `wait` set is made once all calls before it are done. Between two
 * lists a thread looks for the next one for a while before it sleeps: waking one takes longer than most lists. */
#include <pthread.h>
#include <signal.h>
#include <time.h>

#define MOST_THREADS 256 /* a power of two */
#define PATIENCE 200000 /* nanoseconds that a thread stays awake without work */
#define LINE __attribute__((aligned(128))) /* numbers that different threads write are far apart */
#if defined(__x86_64__)
#define BREATHE __builtin_ia32_pause()
#elif defined(__aarch64__)
#define BREATHE __asm__ volatile("yield")
#else
#define BREATHE ((void)0)
#endif

static struct {
    pthread_mutex_t busy, lock; /* one list at a time; who sleeps */
    pthread_cond_t news;
    int started;                /* threads, the caller not counted */
    uint64_t begun[MOST_THREADS]; /* `list` when a thread was started */
    const wl_call *calls;
    int64_t count;
    LINE uint64_t list;         /* the number of the list times MOST_THREADS, and its number of threads */
    LINE uint64_t phase;        /* so many times all threads have met */
    LINE int64_t arrived;
    LINE int64_t failed;        /* the first call that failed, counted from 1, or 0 */
    LINE int32_t sleepers, tired; /* tired: nobody stays awake without work */
} pool = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER};

static int64_t wl_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * (int64_t)1000000000 + now.tv_nsec;
}

/* Wait until the number is not `old` any more: awake at first, then asleep, of which `late` tells. */
static uint64_t wl_await(const uint64_t *number, uint64_t old, int *late) {
    int64_t end = 0;
    uint64_t found;
    for (int i = 1; (found = __atomic_load_n(number, __ATOMIC_ACQUIRE)) == old; i++) {
        BREATHE;
        if (i % 64) continue;
        const int64_t now = wl_now();
        if (!end) end = now + PATIENCE;
        if (now < end && !__atomic_load_n(&pool.tired, __ATOMIC_RELAXED)) continue;
        *late = 1;
        pthread_mutex_lock(&pool.lock);
        __atomic_add_fetch(&pool.sleepers, 1, __ATOMIC_SEQ_CST);
        while ((found = __atomic_load_n(number, __ATOMIC_SEQ_CST)) == old)
            pthread_cond_wait(&pool.news, &pool.lock);
        __atomic_sub_fetch(&pool.sleepers, 1, __ATOMIC_SEQ_CST);
        pthread_mutex_unlock(&pool.lock);
        break;
    }
    return found;
}

static void wl_change(uint64_t *number, uint64_t value) {
    __atomic_store_n(number, value, __ATOMIC_SEQ_CST);
    if (!__atomic_load_n(&pool.sleepers, __ATOMIC_SEQ_CST)) return;
    pthread_mutex_lock(&pool.lock);
    pthread_cond_broadcast(&pool.news);
    pthread_mutex_unlock(&pool.lock);
}

/* Wait for all threads of the list. */
static void wl_meet(int threads, int *late) {
    const uint64_t phase = __atomic_load_n(&pool.phase, __ATOMIC_ACQUIRE);
    if (__atomic_add_fetch(&pool.arrived, 1, __ATOMIC_ACQ_REL) < threads) {
        wl_await(&pool.phase, phase, late);
        return;
    }
    __atomic_store_n(&pool.arrived, 0, __ATOMIC_RELAXED);
    wl_change(&pool.phase, phase + 1);
}

static int wl_take_part(int thread, int threads) {
    int late = 0, met = 0;
    const wl_call *calls = pool.calls;
    const int64_t count = pool.count;
    for (int64_t i = 0; i < count; i++) {
        if (calls[i].wait) {
            wl_meet(threads, &late);
            if (!met++) late = 0; /* threads had to wake up first */
        }
        if (calls[i].thread != thread || __atomic_load_n(&pool.failed, __ATOMIC_RELAXED)) continue;
        int64_t none = 0;
        if (calls[i].kernel(&calls[i]))
            __atomic_compare_exchange_n(&pool.failed, &none, i + 1, 0, __ATOMIC_RELAXED, __ATOMIC_RELAXED);
    }
    wl_meet(threads, &late);
    return late;
}

static void *wl_live(void *number) {
    const int thread = (int)(intptr_t)number;
    int slept;
    for (uint64_t seen = pool.begun[thread];;) {
        seen = wl_await(&pool.list, seen, &slept);
        const int threads = (int)(seen % MOST_THREADS);
        if (thread < threads) wl_take_part(thread, threads); /* else others do it, and may be done */
    }
    return 0;
}

/* In the child of a fork there are no threads but the one that forked. */
static void wl_forget(void) {
    pool.started = pool.sleepers = 0;
    pool.arrived = 0;
    pthread_mutex_init(&pool.busy, 0);
    pthread_mutex_init(&pool.lock, 0);
    pthread_cond_init(&pool.news, 0);
}

/* Whether there are so many threads, the caller counted; those that are missing are started. */
static int wl_gather(int threads) {
    static int prepared;
    sigset_t all, before;
    if (threads >= MOST_THREADS) return 0;
    if (pool.started + 1 >= threads) return 1;
    if (!prepared) prepared = !pthread_atfork(0, 0, wl_forget);
    sigfillset(&all); /* signals are for the thread that runs Python */
    pthread_sigmask(SIG_SETMASK, &all, &before);
    while (pool.started + 1 < threads) {
        const int next = pool.started + 1;
        pthread_t made;
        pool.begun[next] = pool.list;
        if (pthread_create(&made, 0, wl_live, (void *)(intptr_t)next)) break;
        pthread_detach(made);
        pool.started = next;
    }
    pthread_sigmask(SIG_SETMASK, &before, 0);
    return pool.started + 1 >= threads;
}

/* Other threads are about to need the cores: those of ours that have no work go to sleep. */
static void wl_rest(void) { __atomic_store_n(&pool.tired, 1, __ATOMIC_RELAXED); }

static int64_t wl_run_alone(const wl_call *calls, int64_t count) {
    for (int64_t i = 0; i < count; i++)
        if (calls[i].kernel(&calls[i])) return i + 1;
    return 0;
}

/* Make the calls, in order but for those of other threads up to the next that waits; the number of one that
 * failed, counted from 1, or 0; or -1 where the caller had to wait long for the others. */
static int64_t wl_run(const wl_call *calls, int64_t count, int threads) {
    if (threads < 2 || pthread_mutex_trylock(&pool.busy)) return wl_run_alone(calls, count);
    if (!wl_gather(threads)) {
        pthread_mutex_unlock(&pool.busy);
        return wl_run_alone(calls, count);
    }
    pool.calls = calls, pool.count = count, pool.failed = 0;
    __atomic_store_n(&pool.tired, 0, __ATOMIC_RELAXED);
    wl_change(&pool.list, (pool.list / MOST_THREADS + 1) * MOST_THREADS + (uint64_t)threads);
    const int late = wl_take_part(0, threads);
    const int64_t failed = pool.failed;
    pthread_mutex_unlock(&pool.busy);
    return failed ? failed : -late;
}
