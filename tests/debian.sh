# To be sourced: a small Debian of its own in a directory, for what a check needs and this machine has not. Nothing
# outside of that directory changes. Who sources this defines `skip`.

# install_debian ROOT RELEASE SOURCE PACKAGE...: puts these packages of a release into ROOT, unless they are there.
# SOURCE is one more line for apt, or empty.
install_debian() {
    local root=$1 release=$2 source=$3 tools=$1-tools
    shift 3
    [ "$(cat "$root/installed" 2>/dev/null)" != "$*" ] || return 0
    [ "$(id -u)" = 0 ] && command -v apt-get dpkg-deb unshare wget >/dev/null ||
        skip "not on this machine: ${1}; installing Debian's needs root on Debian"
    rm -rf "$root" "$tools" && mkdir -p "$tools"
    (
        cd "$tools" &&
            { apt-get download debootstrap || { apt-get update && apt-get download debootstrap; }; } &&
            dpkg-deb -x debootstrap_*.deb . &&
            DEBOOTSTRAP_DIR=$tools/usr/share/debootstrap \
                "$tools/usr/sbin/debootstrap" --variant=minbase "$release" "$root" &&
            echo "$source" >>"$root/etc/apt/sources.list" &&
            chroot "$root" apt-get update &&
            chroot "$root" apt-get install --yes --quiet --no-install-recommends "$@" &&
            chroot "$root" apt-get clean &&
            echo "$*" >"$root/installed"
    ) || { rm -rf "$root"; skip "not on this machine, and Debian's could not be installed: $1"; }
}

# inside ROOT FOLDERS COMMAND...: runs a command in there, with the repository and these folders, one a line, at the same
# paths as outside.
inside() {
    unshare --mount --propagation private bash -c '
        root=$1 folders=$2 && shift 2
        mount -t proc proc "$root/proc" && mount --rbind /dev "$root/dev" || exit
        while read -r folder; do
            mkdir -p "$root$folder" && mount --rbind "$folder" "$root$folder" || exit
        done <<<"$folders"
        exec chroot "$root" env --chdir="$PWD" "$@"
    ' inside "$@"
}
