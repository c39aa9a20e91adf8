#!/usr/bin/env bash
# Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
#
# Makes an Apache Karaf 4.4 ready for the platform, once and before it starts. PyTorch can be loaded once in a JVM, so DJL
# is no bundle: it lies beside the framework, and the system bundle exports it.
#
#   runtime/karaf/prepare.sh KARAF [DISTRIBUTION]
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
karaf=$(cd "${1:?usage: $0 KARAF [DISTRIBUTION]}" && pwd)
home=$(cd "${2:-$here/../distribution/target/skysense}" && pwd)

for jar in "$home"/lib/*.jar; do
  case $jar in */org.apache.felix.framework-* | */io.skysense.launcher-*) ;; *) cp "$jar" "$karaf/lib/" ;; esac
done
mkdir -p "$karaf/skysense" # not below etc, where Karaf takes a folder for a bundle
cp "$home"/configs/*.json "$karaf/skysense/"

# What the engine exports, in the versions that its manifest says, and the web server of the JDK, which Karaf's list of
# the JDK's packages has not.
exports=$(unzip -p "$karaf"/lib/io.skysense.engine-*.jar META-INF/MANIFEST.MF | tr -d '\r' |
  sed -e ':a' -e 'N' -e '$!ba' -e 's/\n //g' | sed -n 's/^Export-Package: //p' | sed -E 's/;uses:="[^"]*"//g')
[ -n "$exports" ] || { echo "karaf: the engine exports nothing" >&2; exit 1; }
if ! grep -q 'com\.sun\.net\.httpserver' "$karaf/etc/config.properties"; then
  sed -i "s|^org\.osgi\.framework\.system\.packages\.extra *= *\\\\\$|&\n    com.sun.net.httpserver, \\\\\n    $exports, \\\\|" \
    "$karaf/etc/config.properties"
fi
cat >>"$karaf/etc/custom.properties" <<'PROPERTIES'

skysense.configs=${karaf.home}/skysense
skysense.plugins=${karaf.data}/plugins
skysense.repositories=${karaf.base}/deploy
PROPERTIES
