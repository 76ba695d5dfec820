#Requires -Version 7.6
<#
Imports the published module into this pwsh and tries everything it has. Exits with 1 if anything fails.
    pwsh -NoProfile tests/powershell/Invoke-Tests.ps1 [-Accept] [-Filter Help]
-Accept writes the output of the examples into docs/en-US: read the diff.
#>
param(
    # The manifest of the published module: the working tree's own, or a package's.
    [string] $Module = "$PSScriptRoot/../../GenEval.psd1",
    # The command line, to compare with; without it those tests are skipped.
    [string] $Cli,
    # The module's package; without it the test of its installation is skipped.
    [string] $Package,
    [string] $Filter = '*',
    [switch] $Accept
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$PSStyle.OutputRendering = 'PlainText'
$Root = (Resolve-Path "$PSScriptRoot/../..").Path
$Module = (Resolve-Path $Module).Path
if ($Package) { $Package = (Resolve-Path $Package).Path }
if ($Cli) { $Cli = (Resolve-Path $Cli).Path }
$Work = Join-Path ([IO.Path]::GetTempPath()) "geneval-$([guid]::NewGuid().ToString('n'))"
. $PSScriptRoot/Assert.ps1

$null = New-Item -ItemType Directory $Work/suites -Force
Copy-Item $Root/suites/scenario-legal, $Root/suites/scenario-translation $Work/suites -Recurse
Push-Location $Work
try {
    $Started = [Diagnostics.Stopwatch]::StartNew()
    Import-Module $Module
    foreach ($file in Get-ChildItem $PSScriptRoot/*.Tests.ps1 | Where-Object BaseName -Like "$Filter*") { . $file.FullName }
}
finally {
    Pop-Location
    Remove-Item $Work -Recurse -Force
}

$failed = @($Results | Where-Object Failed)
$Results | Sort-Object Milliseconds -Descending | Select-Object -First 3 | ForEach-Object { "$($_.Milliseconds) ms: $($_.Name)" }
"pwsh $($PSVersionTable.PSVersion): $($Results.Count - $failed.Count) passed, $($failed.Count) failed in $([int]$Started.Elapsed.TotalSeconds) s"
exit [int]($failed.Count -gt 0)
