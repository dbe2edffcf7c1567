#!/usr/bin/env bash
# Makes what is given to others, in the folder of the first argument (dist when there is none):
#   tuichat-VERSION-linux-x64.tar.gz, tuichat-VERSION-win-x64.zip   both programs, single files, ReadyToRun, with their own .NET
#   tuichat.VERSION.nupkg, tuichat-server.VERSION.nupkg             for `dotnet tool install`, on every system with .NET
# Each is tried as far as this machine can: the programs for linux-x64 are run, the tools are installed and run.
# What cannot be restored here is left out, is named at the end, and makes the exit code 1.
set -euo pipefail
cd "$(dirname "$0")/.."

dist=$(mkdir -p "${1:-dist}" && cd "${1:-dist}" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)
left_out=()

# Folders of its own for what the build makes, and lock files of its own: another target has other packages.
build() { dotnet "$@" -c Release --artifacts-path "$work/artifacts" -p:PublishLocks="$work/locks" -p:RunAnalyzers=false -v q --nologo; }

says_version() { # says_version PROGRAM
  local said
  said=$("$1" --version </dev/null)
  [[ $said == "$version"* ]] || { echo "$1 says it is $said, not $version." >&2; return 1; }
  echo "  $(basename "$1") --version: $said"
}

publish() { # publish RID
  local rid=$1 folder="$work/tuichat-$version-$1" project
  for project in TuiChat.Server TuiChat; do
    build publish "$project" -r "$rid" --self-contained -p:PublishReadyToRun=true -p:PublishSingleFile=true -p:IncludeNativeLibrariesForSelfExtract=true \
      -p:DebugType=none -o "$work/out/$rid/$project" >"$work/log" 2>&1 || { tail -5 "$work/log" >&2; return 1; }
  done
  mkdir -p "$folder"
  cp "$work/out/$rid"/TuiChat.Server/tuichat-server{,.exe} "$folder" 2>/dev/null || true
  cp "$work/out/$rid"/TuiChat/tuichat{,.exe} "$folder" 2>/dev/null || true
  cp -r "$work/out/$rid/TuiChat/themes" LICENSE README.md "$folder"
}

if publish linux-x64; then
  folder="$work/tuichat-$version-linux-x64"
  cp -r packaging/man packaging/completions packaging/systemd "$folder"
  [ "$(uname -sm)" != "Linux x86_64" ] || { says_version "$folder/tuichat"; says_version "$folder/tuichat-server"; "$folder/tuichat" themes --data "$work/data" >/dev/null; }
  tar -C "$work" -czf "$dist/tuichat-$version-linux-x64.tar.gz" "tuichat-$version-linux-x64"
else
  left_out+=(linux-x64)
fi

if publish win-x64; then
  (cd "$work" && python3 -m zipfile -c "$dist/tuichat-$version-win-x64.zip" "tuichat-$version-win-x64")
else
  left_out+=(win-x64)
fi

tool() { # tool PROJECT COMMAND
  build pack "$1" -o "$work/tools" >"$work/log" 2>&1 || { tail -5 "$work/log" >&2; return 1; }
  printf '<configuration><packageSources><clear/><add key="here" value="%s"/></packageSources></configuration>' "$work/tools" >"$work/nuget.config"
  dotnet tool install "$2" --version "$version" --tool-path "$work/installed" --configfile "$work/nuget.config" >"$work/log" 2>&1 || { cat "$work/log" >&2; return 1; }
  says_version "$work/installed/$2"
  cp "$work/tools/$2.$version.nupkg" "$dist"
}

tool TuiChat tuichat || left_out+=("the tool tuichat")
tool TuiChat.Server tuichat-server || left_out+=("the tool tuichat-server")

ls -l "$dist"
if ((${#left_out[@]})); then
  printf 'Left out: %s\n' "${left_out[@]}"
  exit 1
fi
