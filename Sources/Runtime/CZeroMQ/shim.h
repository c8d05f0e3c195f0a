#ifndef TIERLINE_CZEROMQ_SHIM_H
#define TIERLINE_CZEROMQ_SHIM_H

// Everything Tierline uses of C beyond Glibc: ZeroMQ itself, and eventfd and ppoll, which `import Glibc` does not
// show.
#include <zmq.h>
#include <poll.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/file.h>

// Shown by <poll.h> only to those who ask for GNU's extensions before anything else is included.
extern int ppoll(struct pollfd *fds, nfds_t count, const struct timespec *timeout, const sigset_t *mask);

#endif
