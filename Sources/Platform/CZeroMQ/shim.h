#ifndef TIERLINE_CZEROMQ_SHIM_H
#define TIERLINE_CZEROMQ_SHIM_H

// Everything Tierline uses of C beyond Glibc: ZeroMQ itself, and eventfd, which `import Glibc` does not show.
#include <zmq.h>
#include <sys/eventfd.h>
#include <sys/file.h>

#endif
