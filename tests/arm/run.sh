#!/usr/bin/env bash
# Runs the core's tests as ARM programs of 64 and of 32 bits under qemu: nothing may rest on x86 or on 64 bits.
#
#   tests/arm/run.sh TARGET [FILTER...]     cargo's target directory; which tests, as `cargo test` takes it
#
# Debian's compiler, cross compilers and qemu are unpacked below TARGET/arm and not installed. Of the standard library
# for 64 bits there is a package; for 32 bits it is compiled from Debian's sources. Exits with status 77, saying why,
# where that is not to be had.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
[ $# -gt 0 ] || { sed -n '2,8s/^# \{0,1\}//p' tests/arm/run.sh; exit 2; }
arm=$(realpath -m "$1")/arm
root=$arm/root
shift
skip() { echo "$*"; exit 77; }

# The Rust with which Debian builds browsers: its newest.
unpack() (
    apt=(-o APT::Architectures::=amd64 -o APT::Architectures::=arm64
        -o "Dir::State::lists=$arm/lists" -o "Dir::Cache=$arm/cache")
    packages=$arm/cache/archives
    mkdir -p "$arm/lists/partial" "$packages/partial" "$root"
    apt-get "${apt[@]}" update &&
        apt-get "${apt[@]}" install --download-only --yes --no-install-recommends rustc-web rust-web-src qemu-user \
            gcc-aarch64-linux-gnu libc6-dev-arm64-cross gcc-arm-linux-gnueabihf libc6-dev-armhf-cross &&
        cd "$packages" && apt-get "${apt[@]}" download libstd-rust-web-dev:arm64 || return
    for package in *.deb; do dpkg-deb -x "$package" "$root" || return; done
    rm -rf "$arm/lists" "$arm/cache"
    touch "$arm/unpacked"
)
if [ ! -e "$arm/unpacked" ]; then
    command -v apt-get dpkg-deb >/dev/null && [ "$(dpkg --print-architecture)" = amd64 ] || skip "this needs Debian on x86-64"
    unpack || skip "Debian's compiler for ARM could not be had"
fi

# Cargo is this machine's; the compiler needs its own libraries.
cargo=$(rustup which cargo 2>/dev/null || command -v cargo)
export LD_LIBRARY_PATH=$root/usr/lib/x86_64-linux-gnu RUSTC=$root/usr/bin/rustc
export CARGO_INCREMENTAL=0 CARGO_PROFILE_DEV_DEBUG=0 CARGO_TARGET_DIR=$arm

# tests_on TARGET TOOLS EMULATOR CARGO_ARGUMENT...: where tests look into the memory of a process they start themselves
# once more, which is no program for this machine: those are left out.
tests_on() {
    local target=$1 tools=$2 emulator=$3
    local of=${1//-/_}
    shift 3
    echo "$target"
    env "CARGO_TARGET_${of^^}_LINKER=$root/usr/bin/$tools-gcc" \
        "CARGO_TARGET_${of^^}_RUSTFLAGS=-C link-arg=--sysroot=$root" \
        "CARGO_TARGET_${of^^}_RUNNER=$root/usr/bin/$emulator -L $root/usr/$tools" \
        "CC_$of=$root/usr/bin/$tools-gcc" "CFLAGS_$of=--sysroot=$root" "AR_$of=$root/usr/bin/$tools-ar" \
        "$cargo" test --locked --package pocketcard --lib --target "$target" "$@" -- --skip memory:: --skip killed_at_any_moment "${filters[@]}"
}
filters=("$@")

tests_on aarch64-unknown-linux-gnu aarch64-linux-gnu qemu-aarch64
# Debian's compiler is a stable one; this lets it compile the standard library.
export RUSTC_BOOTSTRAP=1
"$cargo" fetch --locked --manifest-path "$root"/usr/src/rustc-*/library/Cargo.toml
tests_on armv7-unknown-linux-gnueabihf arm-linux-gnueabihf qemu-arm -Z build-std=std,panic_unwind,test
