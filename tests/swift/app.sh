#!/usr/bin/env bash
# Type-checks ios/App in Swift 6 mode against the real kit and against tests/swift/interfaces, which declares what the
# app uses of Apple's frameworks. It proves names, types, isolation and exhaustiveness, and neither layout nor behaviour.
#
#   tests/swift/app.sh PACKAGE      (where tests/swift/run.sh has built the kit; it calls this one)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
package=$1
declared=$package/declared
built=$package/.build/debug/Modules
headers=$package/Sources/PocketcardFFIC/include

rm -rf "$declared" && mkdir -p "$declared"
# Each after those that it is made of.
for module in CoreFoundation CoreGraphics QuartzCore Security LocalAuthentication CryptoKit CoreImage \
    UniformTypeIdentifiers BackgroundTasks UserNotifications AVFoundation UIKit SwiftUI; do
    swiftc -swift-version 6 -suppress-warnings -parse-as-library -emit-module -module-name "$module" \
        -I "$declared" -o "$declared/$module.swiftmodule" "tests/swift/interfaces/$module.swift"
done
declared_count=$(ls tests/swift/interfaces/*.swift | wc -l)
[ "$declared_count" = "$(ls "$declared"/*.swiftmodule | wc -l)" ] ||
    { echo "a file of tests/swift/interfaces is not in the list of tests/swift/app.sh"; exit 1; }

check() { swiftc -swift-version 6 -warnings-as-errors -typecheck -parse-as-library -I "$declared" "$@"; }

mapfile -t app < <(find ios/App -name '*.swift' | sort)
mapfile -t kit < <(find ios/Kit/Sources/PocketcardKit -name '*.swift' | sort)
check -module-name Pocketcard -I "$built" -I "$headers" "${app[@]}"
# The kit once more with the declared frameworks in reach: its parts for Apple's systems are compiled then, such as the
# check of a hub's certificate.
check -module-name PocketcardKit -I "$built" -I "$headers" "${kit[@]}"
# What checks must be seen to refuse: a word that is misspelt, and a call from another thread.
for bad in tests/swift/refused/*.swift; do
    if check -module-name Refused -I "$built" -I "$headers" "$bad" >"$declared/said" 2>&1; then
        echo "$bad passed, and should not"
        exit 1
    fi
    wanted=$(sed -n 's,^// refused: ,,p' "$bad")
    grep -q -F -e "$(basename "$bad"):" "$declared/said" && grep -q -F -e "$wanted" "$declared/said" ||
        { echo "$bad was refused for another reason than \"$wanted\":"; cat "$declared/said"; exit 1; }
done

swift format lint --strict --configuration ios/.swift-format --recursive ios/App tests/swift/interfaces tests/swift/refused
swift package --package-path ios/Kit dump-package >"$declared/package.json"
echo "type-checked ${#app[@]} files of ios/App and ${#kit[@]} of ios/Kit against $declared_count declared frameworks"
