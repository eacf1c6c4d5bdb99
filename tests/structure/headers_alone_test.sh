#!/bin/bash
# Every header compiles on its own: nothing leans on what another file happened to include before.
# headers_alone_test.sh COMPILER SOURCE_DIR
set -uo pipefail
compiler=$1
cd "$2" || exit 2
check() { echo "#include \"$2\"" | "$1" -std=c++20 -I. -fsyntax-only -x c++ - || { echo "FAILED: $2"; return 255; }; }
export -f check
find parser rules plugin -name '*.h' -print0 | sort -z | xargs -0 -n 1 -P "$(nproc)" bash -c 'check "$0" "$1"' "$compiler"
