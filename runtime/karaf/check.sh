#!/usr/bin/env bash
# Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
#
# Boots Apache Karaf, installs the platform from its kar, trains a few steps, predicts, and removes the platform again.
# Ends with 0 only if all of it was so.
#
#   mvn package -DskipTests && runtime/karaf/check.sh [FOLDER [PLUGIN]]
#
# FOLDER is made anew. PLUGIN is the jar of a plug-in outside of this tree, which comes and goes too. Needs JDK
# 17, since Karaf 4.4 does not start on 25, and Maven, which fetches Karaf.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
built=$here/../../features/karaf/target
folder=${1:-$built/check}
version=4.4.10
seconds=600
plugin=${2:+$(readlink -f "$2")}

die() { echo "karaf: $*" >&2; exit 1; }

[ -f "$built/skysense.kar" ] || die "no $built/skysense.kar: run mvn package -DskipTests first"
rm -rf "$folder"
mkdir -p "$folder"
# Karaf's shell takes paths from elsewhere.
kar=$(cd "$built" && pwd)/skysense.kar
folder=$(cd "$folder" && pwd)
karaf=$folder/apache-karaf-$version
(cd "$folder" && mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
  -Dartifact="org.apache.karaf:apache-karaf:$version:tar.gz" -DoutputDirectory="$folder") >&2
tar -xzf "$folder/apache-karaf-$version.tar.gz" -C "$folder"
"$here/prepare.sh" "$karaf"

# Nothing listens, so that several may run at once.
sed -i -E '/^ *(ssh|management)\//d' "$karaf/etc/org.apache.karaf.features.cfg"

mkfifo "$folder/words"
"$karaf/bin/karaf" <"$folder/words" >"$folder/output.txt" 2>&1 &
process=$!
exec 4>"$folder/words"
trap 'exec 4>&-; kill "$process" 2>/dev/null || true' EXIT

until_there() { # WHAT COMMAND...: waits until the command succeeds
  local what=$1 waited=0
  shift
  until "$@"; do
    kill -0 "$process" 2>/dev/null || die "ended before $what; see $folder/output.txt"
    [ "$waited" -lt "$seconds" ] || die "no $what after $seconds s; see $folder/output.txt"
    sleep 1
    waited=$((waited + 1))
  done
}

ask() { # NAME COMMAND: runs it in Karaf's shell and waits until it has ended
  printf '%s\necho done > %s\n' "$2" "$folder/$1.done" >&4
  until_there "end of $1" test -e "$folder/$1.done"
}

bundles() { # NAME: keeps the list of all bundles
  ask "$1" "bundle:list -t 0 -s > $folder/$1.txt"
}

until_there "boot" grep -q 'FeaturesServiceImpl.* Done\.' "$karaf/data/log/karaf.log" 2>/dev/null
bundles before
ask install "kar:install file:$kar"
bundles installed
grep -q 'io\.skysense\.head-segmentation' "$folder/installed.txt" || die "the kar was not installed; see $folder/output.txt"

ask data "skysense:data make-demo $folder/data --size 64 --train 4 --val 1 --datasets vaihingen"
ask train "skysense:train --preset finetune-amazon-rgb --data $folder/data/vaihingen --out $folder/run --set data.dataset=vaihingen \
--set data.batch=2 --set data.crop=64 --set train.minutes=0 --set train.steps=2"
image=$(find "$folder/data/vaihingen" -name '*.tif' | sort | head -n 1)
ask predict "skysense:predict --run $folder/run --input $image --output $folder/map.tif"
[ -s "$folder/map.tif" ] || die "no map was made; see $folder/output.txt"

if [ -n "$plugin" ]; then
  name=$(unzip -p "$plugin" META-INF/MANIFEST.MF | tr -d '\r' | sed -n 's/^Bundle-SymbolicName: \([^;]*\).*/\1/p')
  ask plugin "bundle:install -s file:$plugin"
  ask plugged "skysense:bundles > $folder/plugged.txt"
  grep -Eq "^$name +[^ ]+ +active +(head|dataset|encoder) " "$folder/plugged.txt" || die "$plugin does not serve; see $folder/output.txt"
  ask unplug "bundle:uninstall $name"
fi

ask uninstall "kar:uninstall skysense"
bundles after
cmp -s "$folder/before.txt" "$folder/after.txt" || die "other bundles than before are left: see $folder/after.txt"

echo "shutdown -f" >&4
ended() { ! kill -0 "$process" 2>/dev/null; }
for _ in $(seq 60); do
  if ended; then break; fi
  sleep 1
done
ended || die "does not shut down"
echo "karaf: installed, predicted, removed"
