#!/usr/bin/env bash
# Copyright the SkySense JVM contributors. SPDX-License-Identifier: Apache-2.0
#
# Records the bundles that were built as released: from then on a change to one of their exported packages fails the
# build unless its version says so. Of a bundle only the classes of its own exported packages are kept, in
# cnf/releases, a Maven repository. A version that is there already stays as it is. Engine and gdal are left out: their
# poms say why.
#
#   mvn package -DskipTests && cnf/release.sh [CHECKOUT]
set -euo pipefail

cnf=$(cd "$(dirname "$0")" && pwd)
checkout=$(cd "${1:-$cnf/..}" && pwd)
group=$cnf/releases/io/skysense/released
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A manifest with its folded lines joined.
unfolded() {
  tr -d '\r' <"$1" | sed -e ':a' -e 'N' -e '$!ba' -e 's/\n //g'
}

# Package and version of every exported package of ours, a line each.
exported() {
  unfolded "$1" | sed -n 's/^Export-Package: //p' | grep -oE 'io\.skysense[a-z0-9.]*|version="[0-9.]+"' |
    awk '/^io/ {package = $0} /^version/ && package {print package ";" $0; package = ""}' || true
}

for jar in "$checkout"/bundles/*/target/io.skysense.*.jar; do
  case $jar in *-tests.jar | *-sources.jar | *-javadoc.jar | */engine/* | */gdal/*) continue ;; esac
  name=$(basename "$jar" .jar)
  artifact=${name%-*}
  version=${name##*-}
  folder=$group/$artifact/$version
  if [ -d "$folder" ]; then
    continue
  fi
  rm -rf "${work:?}"/*
  (cd "$work" && jar xf "$jar")
  mkdir "$work/kept"
  exports=$(exported "$work/META-INF/MANIFEST.MF")
  for package in $(cut -d';' -f1 <<<"$exports"); do
    mkdir -p "$work/kept/${package//.//}"
    find "$work/${package//.//}" -maxdepth 1 -type f -name '*.class' -exec cp {} "$work/kept/${package//.//}" \;
  done
  if [ -z "$(ls -A "$work/kept")" ]; then
    continue
  fi
  mkdir -p "$folder"
  {
    echo "Bundle-ManifestVersion: 2"
    echo "Bundle-SymbolicName: $artifact"
    echo "Bundle-Version: $version"
    echo "Export-Package: $(paste -sd, <<<"$exports")" | fold -b -w 70 | sed '2,$s/^/ /'
  } >"$work/manifest"
  # A fixed date: the same classes make the same file.
  jar --create --file "$folder/$name.jar" --date 2026-01-01T00:00:00Z --manifest "$work/manifest" \
    -C "$work/kept" .
  cat >"$folder/$name.pom" <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>io.skysense.released</groupId>
  <artifactId>$artifact</artifactId>
  <version>$version</version>
</project>
POM
  {
    echo "<metadata><groupId>io.skysense.released</groupId><artifactId>$artifact</artifactId><versioning><versions>"
    find "$group/$artifact" -mindepth 1 -maxdepth 1 -type d -printf '<version>%f</version>\n' | sort -V
    echo "</versions></versioning></metadata>"
  } >"$group/$artifact/maven-metadata.xml"
  echo "$artifact $version"
done
