// libpq, and the Linux interfaces its event loop waits with: Swift's Glibc module leaves epoll and eventfd out.
#include <libpq-fe.h>
#ifdef __linux__
#include <pthread.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
// Declared by <pthread.h> only where _GNU_SOURCE is defined, which Swift does not.
int pthread_setname_np(pthread_t thread, const char *name);
#endif
