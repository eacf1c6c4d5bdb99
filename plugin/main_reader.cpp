// intake-reader: reads messages in jailed processes for intake-milter and intakectl, which start it with a socket as
// its standard input. Not to be run by hand; it knows no configuration but what comes over the socket.
#include <unistd.h>

#include "plugin/worker/prepare_judge.h"

int main() {
  using namespace intake;
  return serve_readers(STDIN_FILENO, [](const ReaderSetup& setup) { return prepare_judge(setup, nullptr); });
}
