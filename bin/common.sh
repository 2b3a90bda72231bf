# What the commands of this folder share: where we are, which JDK, how to call Maven. Sourced, never run.
# shellcheck shell=bash

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
JAVA_WANTED=25

# A release has its jar beside bin/ and builds nothing; a checkout has it in target/ once it was built.
if [ -e "$ROOT/rialto.jar" ]; then RELEASED=yes APP="$ROOT"; else RELEASED= APP="$ROOT/target"; fi
JAR="$APP/rialto.jar"

say() { printf '%s\n' "$*" >&2; }
die() {
  say "$@"
  exit 1
}

# The major version of the JDK in a directory, from its release file; nothing when it is none. A release needs no compiler.
jdk_major() {
  [ -x "$1/bin/java" ] && { [ -n "$RELEASED" ] || [ -x "$1/bin/javac" ]; } && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

# Exports the JAVA_HOME of a JDK 25: the one that is set, the one on the PATH, or one that lies where they usually lie.
find_jdk() {
  local candidate on_path
  on_path="$(command -v java || true)"
  [ -z "$on_path" ] || on_path="$(dirname "$(dirname "$(readlink -f "$on_path" 2>/dev/null || printf '%s' "$on_path")")")"
  for candidate in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
    "${SDKMAN_DIR:-${HOME:-/nonexistent}/.sdkman}"/candidates/java/* "${HOME:-/nonexistent}"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-/nonexistent}"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -n "$candidate" ] && [ "$(jdk_major "$candidate")" = "$JAVA_WANTED" ]; then
      export JAVA_HOME="$candidate"
      return 0
    fi
  done
  die "Rialto needs a JDK $JAVA_WANTED, and none was found in JAVA_HOME, on the PATH, in /usr/lib/jvm, SDKMAN or ~/.jdks." \
    "" \
    "Install one and start again:" \
    "  Debian, Ubuntu   apt-get install openjdk-$JAVA_WANTED-jdk-headless, or Temurin from https://adoptium.net" \
    "  Fedora           dnf install java-$JAVA_WANTED-openjdk-devel" \
    "  macOS            brew install openjdk@$JAVA_WANTED" \
    "  anywhere         sdk install java $JAVA_WANTED-tem   (https://sdkman.io)"
}

# Maven, from any directory and without a terminal. Downloads are tried again; a compile error is not.
maven() {
  local attempt log code
  log="$(mktemp)"
  for attempt in 1 2 3; do
    code=0
    (cd "$ROOT" && exec ./mvnw -B -ntp -Daether.connector.http.retryHandler.count=5 "$@") </dev/null 2>&1 | tee "$log" || code=$?
    [ "$code" -ne 0 ] || break
    grep -qE 'Could not transfer|Could not resolve|Failed to fetch|Connection (reset|timed out)|Premature EOF|status code: 5|curl: ' "$log" || break
    [ "$attempt" != 3 ] || break
    say "A download failed; trying again."
    sleep "$((attempt * 3))"
  done
  rm -f "$log"
  return "$code"
}

# Whether a file is missing or older than anything it is made of.
stale() {
  local made="$1"
  shift
  [ ! -e "$made" ] || [ -n "$(cd "$ROOT" && find "$@" -newer "$made" -print 2>/dev/null | head -n 1)" ]
}

# One build at a time, where the system can say so.
one_at_a_time() {
  mkdir -p "$ROOT/target"
  if command -v flock >/dev/null; then
    exec 9>"$ROOT/target/.building"
    flock 9
  fi
}

# What the jar is made of; it carries its manual.
MADE_OF=(src/main pom.xml docs ARCHITECTURE.md CHANGELOG.md CONTRIBUTING.md STYLE.md)

build_if_needed() {
  [ -z "$RELEASED" ] || return 0
  stale "$JAR" "${MADE_OF[@]}" || return 0
  one_at_a_time
  if stale "$JAR" "${MADE_OF[@]}"; then
    [ -e "$JAR" ] || say "Building Rialto. The first time this downloads its libraries and takes a few minutes."
    touch "$ROOT/target/.build-began"
    maven -q -Dquick -Dmaven.test.skip=true package >&2 || die "The build failed; what it said is above."
    touch -r "$ROOT/target/.build-began" "$JAR" # what changed meanwhile is newer
  fi
  exec 9>&- || true
}

JAVA_FLAGS=(
  -XX:+UseSerialGC
  -XX:+UseCompactObjectHeaders
  -Xmx512m
  -XX:CompileThresholdScaling=5 # else both cores compile during the start, mostly what runs once
  -XX:+ExitOnOutOfMemoryError
  --enable-native-access=ALL-UNNAMED
  --sun-misc-unsafe-memory-access=allow
  -Djava.awt.headless=true
  -Dfile.encoding=UTF-8
)

# What the JVM learned in a rehearsal; Rialto starts twice as fast with it, and runs all the same without. It belongs to
# one jar, so it lies beside it; where only the administrator may write there, in the place for such files.
aot_place() {
  # Before its first build a checkout has no target/ yet; what is written goes there all the same.
  if [ -w "$APP" ] || [ -e "$APP/rialto.aot" ] || { [ -z "$RELEASED" ] && [ ! -e "$APP" ] && [ -w "$ROOT" ]; }; then
    printf '%s' "$APP"
  else
    printf '%s' "${CACHE_DIRECTORY:-${XDG_CACHE_HOME:-${HOME:-/nonexistent}/.cache}/rialto}"
  fi
}
AOT_PLACE="$(aot_place)"
if [ "$AOT_PLACE" = "$APP" ]; then AOT_CACHE="$APP/rialto.aot"; else AOT_CACHE="$AOT_PLACE/$(basename "$ROOT").aot"; fi

rehearse_if_needed() {
  stale "$AOT_CACHE" "$JAR" || return 0
  mkdir -p "$AOT_PLACE" 2>/dev/null && [ -w "$AOT_PLACE" ] || return 0
  [ -n "$RELEASED" ] || one_at_a_time
  if stale "$AOT_CACHE" "$JAR"; then
    say "Rehearsing, so that Rialto starts fast from now on."
    rm -f "$AOT_CACHE"
    if ! "$JAVA_HOME/bin/java" "${JAVA_FLAGS[@]}" -XX:AOTCacheOutput="$AOT_CACHE" -Drialto.home="$ROOT" \
      -jar "$JAR" rehearse </dev/null >"$AOT_PLACE/rehearsal.log" 2>&1; then
      say "The rehearsal failed, so Rialto starts more slowly: $AOT_PLACE/rehearsal.log says why."
    fi
    [ -e "$AOT_CACHE" ] || : >"$AOT_CACHE" # not tried again before the next build
  fi
  exec 9>&- || true
}

# The flags of a real start.
start_flags() {
  if [ -s "$AOT_CACHE" ]; then JAVA_FLAGS+=(-XX:AOTCache="$AOT_CACHE" "-Xlog:aot*=off" "-Xlog:cds*=off"); fi
}
