#!/bin/sh
# Installs a .deb in a clean Debian root, uses it there as an ordinary user without Java or network, removes it, and looks for what
# is left. Needs root and debootstrap.   try.sh FILE.deb PHOTOS [FOLDER FOR THE ROOT] [PICTURE]
set -eu
deb=$(readlink -f -- "$1")
photos=$(readlink -f -- "$2")
root=${3:-$(mktemp -d)}
picture=${4:-$root/window.png}

if [ ! -e "$root/etc/debian_version" ]; then
  debootstrap --variant=minbase stable "$root" ${MIRROR:-} >/dev/null
fi
mkdir -p "$root/photos"
cp "$deb" "$root/manako.deb"
cp "$photos"/*.jpg "$root/photos"
mount --bind /proc "$root/proc"
trap 'umount "$root/proc"' EXIT
inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive HOME=/root "$@"; }
# Without a network, and as one who may write nowhere but at home.
user() { unshare -n chroot "$root" env -i PATH=/usr/bin:/bin setpriv --reuid=1000 --regid=1000 --clear-groups env HOME=/home/user "$@"; }

inside apt-get -qq update
inside apt-get -qq install -y --no-install-recommends xvfb xauth imagemagick >/dev/null
inside sh -c 'find / -xdev ! -path "/proc/*" ! -path "/tmp/*" ! -path "/var/*" ! -path "/photos/*" | sort > /tmp/before'
inside apt-get -qq install -y --no-install-recommends /manako.deb >/dev/null
inside sh -c 'command -v java' && { echo "there is a java in the clean root" >&2; exit 1; }
inside install -d -o 1000 -g 1000 /home/user

echo "== command line"
user manako --version
user manako index --library /home/user/lib /photos
first=$(ls "$root/photos" | head -n 1)
user manako search --library /home/user/lib --photo "/photos/$first" --box 20,20,200,200 -k 5

echo "== window"
user sh -c 'Xvfb :9 -screen 0 1440x900x24 >/dev/null 2>&1 & x=$!; sleep 2; export DISPLAY=:9
  manako open "/photos/'"$first"'" & m=$!
  sleep ${WINDOW_SECONDS:-60}; import -window root /home/user/window.png; kill $m; wait $m; kill $x'
cp "$root/home/user/window.png" "$picture"
echo "$picture"

echo "== removed"
packages=$(inside sh -c 'apt-get -qq --simulate autoremove --purge manako' | sed -n 's/^Purg \([^ ]*\).*/\1/p')
inside apt-get -qq purge -y manako >/dev/null
inside apt-get -qq autoremove --purge -y >/dev/null
inside sh -c 'find / -xdev ! -path "/proc/*" ! -path "/tmp/*" ! -path "/var/*" ! -path "/photos/*" ! -path "/home/*" | sort > /tmp/after
  grep -F manako /tmp/after | grep -v "^/manako.deb$" || echo "nothing of manako is left but /home/user"'
left=$(ls -A "$root/home/user" | grep -Evx '\.manako|\.cache|\.java|lib|window\.png' || true)
[ -z "$left" ] || { echo "left at home: $left" >&2; exit 1; }
