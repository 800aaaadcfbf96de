# shellcheck shell=bash
# What the scripts at the root need to know about the machine. Sourced, not run.

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
# Compilers and tests are over before it pays to profile them while they run.
export DOTNET_TieredPGO=0

# Prints an error to stderr and ends the script.
fail() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

# Escala measures through /proc and ships kernels for x64 only.
require_platform() {
    if [[ $(uname -sm) != "Linux x86_64" ]] || ! getconf GNU_LIBC_VERSION >/dev/null 2>&1; then
        fail "Escala runs on Linux x64 with glibc only; this is $(uname -sm)." \
            "Use such a machine, a container or a virtual machine."
    fi
}

# Puts a dotnet that is not in PATH, such as that of Microsoft's install script, into PATH.
find_dotnet() {
    local folder
    command -v dotnet >/dev/null && return
    for folder in "${DOTNET_ROOT:-}" "${HOME:-}/.dotnet" /usr/share/dotnet /usr/lib/dotnet /usr/lib64/dotnet; do
        if [[ -x $folder/dotnet ]]; then
            export PATH="$folder:$PATH"
            return
        fi
    done
    return 1
}

# Requires the SDK that global.json in the folder $1 names.
require_dotnet_sdk() {
    local said
    find_dotnet || fail "the .NET 10 SDK is missing. $(how_to_get_dotnet)"
    said=$(cd "$1" && dotnet --version 2>&1) ||
        fail "the .NET 10 SDK is missing, dotnet says:"$'\n'"$said"$'\n\n'"$(how_to_get_dotnet)"
}

how_to_get_dotnet() {
    cat <<'TEXT'
Install it in one of these ways, and try again:
  Debian, Ubuntu   sudo apt-get install dotnet-sdk-10.0     (Debian: after adding packages.microsoft.com, see the page below)
  Fedora           sudo dnf install dotnet-sdk-10.0
  any, no root     download https://dot.net/v1/dotnet-install.sh and run: bash dotnet-install.sh --channel 10.0
How for each distribution: https://learn.microsoft.com/dotnet/core/install/linux
TEXT
}

# Installs the package $1, which brings the command $1, with the system's package manager if the command is missing.
require_command() {
    local name=$1 manager root=()
    command -v "$name" >/dev/null && return
    for manager in apt-get dnf zypper pacman none; do
        command -v "$manager" >/dev/null && break
    done
    [[ $manager != none ]] || fail "'$name' is missing, and there is no package manager that this script knows. Install it, and try again."
    if [[ $(id -u) != 0 ]]; then
        command -v sudo >/dev/null || fail "'$name' is missing. Install it as root with $manager, and try again."
        root=(sudo)
    fi
    printf "Installing '%s' with %s ...\n" "$name" "$manager" >&2
    case $manager in
        apt-get)
            run_quietly "${root[@]}" apt-get update
            run_quietly "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$name"
            ;;
        dnf) run_quietly "${root[@]}" dnf install -y "$name" ;;
        zypper) run_quietly "${root[@]}" zypper --non-interactive install "$name" ;;
        pacman) run_quietly "${root[@]}" pacman -Sy --noconfirm "$name" ;;
    esac
    hash -r
    command -v "$name" >/dev/null || fail "'$name' is still missing after its installation."
}

# Installs $1, which is the packages $2 ... of Debian or Ubuntu, if one of them is missing.
require_packages() {
    local title=$1 status root=()
    shift
    if status=$(dpkg-query --show --showformat='${db:Status-Status}\n' "$@" 2>/dev/null) && [[ $(sort -u <<<"$status") == installed ]]; then
        return
    fi
    command -v apt-get >/dev/null || fail "$title is missing, and there is no apt-get."
    if [[ $(id -u) != 0 ]]; then
        command -v sudo >/dev/null || fail "$* are missing. Install them as root with apt-get, and try again."
        root=(sudo)
    fi
    echo "Installing $* with apt-get ..." >&2
    run_quietly "${root[@]}" apt-get update
    run_quietly "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
}

# Installs the scikit-learn of Debian or Ubuntu if it is missing.
require_scikit_learn() {
    require_packages scikit-learn python3-sklearn libopenblas0-pthread
}

# Installs the XGBoost of Debian's or Ubuntu's Python if it is missing.
require_python_xgboost() {
    require_packages "XGBoost for Python" python3-xgboost
}

# Installs the PyTorch of Debian or Ubuntu if it is missing.
require_torch() {
    require_packages PyTorch python3-torch
}

# Installs the Dask of Debian or Ubuntu if the system's Python has none; where there is no apt-get, a fixed version into the environment
# artifacts/python of the folder $1.
require_dask() {
    local environment=$1/artifacts/python python
    for python in /usr/bin/python3 "$environment/bin/python3"; do
        # Looks for the module only: to load it takes a second.
        ! "$python" -c 'import importlib.util, sys; sys.exit(importlib.util.find_spec("distributed") is None)' 2>/dev/null || return 0
    done
    if command -v apt-get >/dev/null; then
        require_packages Dask python3-distributed
        return
    fi
    echo "Installing Dask with pip into $environment ..." >&2
    run_quietly /usr/bin/python3 -m venv "$environment"
    run_quietly "$environment/bin/pip" install distributed==2024.12.1
}

# Installs the Java of Debian or Ubuntu that Spark needs, if there is none.
require_java() {
    [[ ! -x ${JAVA_HOME:-}/bin/java ]] || return 0
    command -v java >/dev/null || require_packages Java openjdk-17-jre-headless
}

# Gets Spark into the folder artifacts/spark of the folder $1, unless there is one: by SPARK_HOME, by the Python's pyspark, or in PATH.
require_spark() {
    local environment=$1/artifacts/spark
    require_java
    [[ -z ${SPARK_HOME:-} && ! -e $environment/complete ]] || return 0
    ! command -v spark-submit >/dev/null || return 0
    ! /usr/bin/python3 -c 'import importlib.util, sys; sys.exit(importlib.util.find_spec("pyspark") is None)' 2>/dev/null || return 0
    echo "Installing pyspark with pip into $environment (about 450 MB) ..." >&2
    /usr/bin/python3 -m venv --clear "$environment" >&2 && "$environment/bin/pip" install --quiet pyspark==4.0.1 >&2 ||
        fail "Spark is missing, and pip cannot get it. Unpack Spark 3.5 or 4 from https://spark.apache.org/downloads.html, set SPARK_HOME to" \
            "its folder, and try again."
    touch "$environment/complete"
}

# Names the Spark that require_spark got for the project in the folder $1, where it got one and no other is named.
find_own_spark() {
    [[ -n ${SPARK_HOME:-} || ! -e $1/artifacts/spark/complete ]] || SPARK_HOME=$(echo "$1"/artifacts/spark/lib/python3.*/site-packages/pyspark)
    [[ -z ${SPARK_HOME:-} ]] || export SPARK_HOME
}

# Gets Spark as require_spark does, and names it for the programs of tests and benchmarks, which start clusters of it.
use_spark() {
    require_spark "$1"
    find_own_spark "$1"
    [[ -n ${SPARK_HOME:-} ]] || fail "SPARK_HOME is not set. Set it to Spark's folder, and try again."
    export ESCALA_TEST_SPARK_HOME=$SPARK_HOME
}

# Installs the libxgboost of Debian or Ubuntu, unless one is named by ESCALA_XGBOOST or the system's loader knows one.
require_libxgboost() {
    local known
    [[ -z ${ESCALA_XGBOOST:-} ]] || return 0
    known=$(PATH=$PATH:/usr/sbin:/sbin ldconfig -p 2>/dev/null) || true
    [[ $known != *libxgboost.so* ]] || return 0
    require_packages libxgboost libxgboost0
}

# Puts the Python that require_dask made for the project in the folder $1 first in PATH, where it made one.
find_own_python() {
    [[ ! -x $1/artifacts/python/bin/python3 ]] || export PATH="$1/artifacts/python/bin:$PATH"
}

# Installs what links native executables.
require_linker() {
    command -v gcc >/dev/null && [[ -n $(gcc -print-file-name=crt1.o | grep /) ]] || require_packages "a linker" gcc libc6-dev
}

# Builds a program that ranks of a cluster run, unless that is done and its sources are the same: the folder $1 of Escala, the folder $2
# of the project in it, the worker's folder $3 in artifacts; then options for dotnet build, and further folders of sources.
build_worker() {
    local home=$1 project=$2 folder=$1/artifacts/$3 newer=unknown argument options=() sources=()
    local stamp=$folder.built
    for argument in "${@:4}"; do
        if [[ $argument == -* ]]; then options+=("$argument"); else sources+=("$argument"); fi
    done
    # Folders count too: their time changes when a file is removed.
    [[ ! -e $stamp ]] || newer=$(cd "$home" && find src/Escala src/Escala.Cluster src/Escala.DuckDb "$project" "${sources[@]}" \
        eng/NativeWorker.targets Directory.*.props Directory.*.targets global.json -newer "$stamp" -print -quit)
    [[ -n $newer ]] || return 0
    require_linker
    echo "Building $project, which ranks of a cluster run, to native code (about a minute, only when sources changed) ..." >&2
    mkdir -p "$home/artifacts"
    # The time that counts is that of the begin: what changes during the build is built the next time.
    touch "$stamp.begun"
    run_quietly dotnet build "$home/$project" --configuration Release --disable-build-servers -target:PublishWorker \
        -property:RestoreLockedMode=true -property:WorkerFolder="$folder" "${options[@]}"
    mv "$stamp.begun" "$stamp"
}

# Runs a command and shows its output only if it fails.
run_quietly() {
    local output status=0
    output=$("$@" 2>&1 </dev/null) || status=$?
    if ((status != 0)); then
        printf '%s\n' "$output" >&2
        fail "this failed with exit code $status: $*"
    fi
}
