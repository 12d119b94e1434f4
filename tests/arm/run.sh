#!/usr/bin/env bash
# Runs the core's tests as ARM programs of 32 and of 64 bits under qemu: nothing may rest on x86 or on 64 bits.
#
#   tests/arm/run.sh TARGET          what is read and written, on 32 bits (cargo's target directory)
#   tests/arm/run.sh TARGET --all    every test of the core, on 32 and on 64 bits
#
# Needs root on Debian, and puts a small Debian of its own with a compiler, cross compilers and qemu into TARGET/arm-root.
# No toolchain of Rust for ARM is in reach of package registries, so the standard library is compiled from Debian's
# sources. Exits with status 77, saying why, where that is not possible.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
target=$1
root=$target/arm-root
skip() { echo "$*"; exit 77; }
# shellcheck source=tests/debian.sh
. tests/debian.sh

case "${2:-}" in
    --all)
        machines="armv7-unknown-linux-gnueabihf aarch64-unknown-linux-gnu"
        tests=
        ;;
    '')
        machines=armv7-unknown-linux-gnueabihf
        tests="base:: crypto:: journal:: pack:: parcel:: store:: sync:: vault::"
        ;;
    *) sed -n '2,5s/^# \{0,1\}//p' tests/arm/run.sh; exit 2 ;;
esac

# Its Rust is the one with which Debian builds browsers; only its security archive has one that is new enough.
install_debian "$root" bookworm 'deb http://deb.debian.org/debian-security bookworm-security main' \
    rustc-web cargo-web rust-web-src gcc libc6-dev qemu-user \
    gcc-arm-linux-gnueabihf libc6-dev-armhf-cross gcc-aarch64-linux-gnu libc6-dev-arm64-cross

# Inside there is no network.
cargo fetch --locked
RUSTC_BOOTSTRAP=1 cargo fetch --locked --manifest-path "$root"/usr/src/rustc-*/library/Cargo.toml
registry=${CARGO_HOME:-$HOME/.cargo}/registry
mkdir -p "$target/arm"

for machine in $machines; do
    echo "$machine"
    # RUSTC_BOOTSTRAP allows build-std. What a failed test shows needs no line numbers, and the disk is small. The core is
    # compiled once for each run of it: not optimising it saves more than its tests take longer.
    # Where tests look into the memory of a process, they start themselves once more, which is no program for this machine.
    # shellcheck disable=SC2086
    inside "$root" "$(printf '%s\n' "$PWD" "$target/arm" "$registry")" \
        HOME=/root CARGO_HOME="${registry%/registry}" CARGO_TARGET_DIR="$target/arm" PATH=/usr/bin:/bin \
        RUSTC_BOOTSTRAP=1 CARGO_INCREMENTAL=0 CARGO_PROFILE_DEV_DEBUG=0 \
        CARGO_TARGET_ARMV7_UNKNOWN_LINUX_GNUEABIHF_LINKER=arm-linux-gnueabihf-gcc \
        CARGO_TARGET_ARMV7_UNKNOWN_LINUX_GNUEABIHF_RUNNER="qemu-arm -L /usr/arm-linux-gnueabihf" \
        CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER=aarch64-linux-gnu-gcc \
        CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_RUNNER="qemu-aarch64 -L /usr/aarch64-linux-gnu" \
        cargo test -Z build-std=std,panic_unwind,test --config profile.dev.package.pocketcard.opt-level=0 \
        --offline --locked --package pocketcard --lib \
        --target "$machine" -- --skip memory:: $tests
done
