# A few assertions, so that the tests need nothing but pwsh and the published module.

$script:Results = [System.Collections.Generic.List[object]]::new()

function Test([string] $Name, [scriptblock] $Body) {
    $watch = [Diagnostics.Stopwatch]::StartNew()
    $problem = $null
    try { & $Body }
    catch {
        $problem = $_
        Write-Output "FAILED $Name`: $_`n$($_.ScriptStackTrace)"
    }

    $script:Results.Add([pscustomobject]@{ Name = $Name; Failed = [bool]$problem; Milliseconds = $watch.ElapsedMilliseconds })
}

function Equal($Expected, $Actual, [string] $What = 'value') {
    $e = @($Expected) -join "`n"
    $a = @($Actual) -join "`n"
    if ($e -ceq $a) { return }
    $at = 0
    while ($at -lt $e.Length -and $at -lt $a.Length -and $e[$at] -ceq $a[$at]) { $at++ }
    $from = [Math]::Max(0, $at - 40)
    throw "$What`: expected <$($e.Substring($from, [Math]::Min(200, $e.Length - $from)))>, got <$($a.Substring($from, [Math]::Min(200, $a.Length - $from)))> (from character $from)"
}

function True($Condition, [string] $What) {
    if (-not $Condition) { throw "not so: $What" }
}

# Runs a block that must end with an error of this id, and returns the error.
function Fails([string] $Id, [scriptblock] $Body) {
    $ErrorActionPreference = 'Stop'
    try { $null = & $Body }
    catch {
        if ($_.FullyQualifiedErrorId -notlike "$Id,*") { throw "expected the error $Id, got $($_.FullyQualifiedErrorId): $_" }
        return $_
    }

    throw "expected the error $Id, got none"
}

# Runs a script in a fresh pwsh and returns its output as text.
function Fresh([string] $Script) {
    $encoded = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes("`$ErrorActionPreference = 'Stop'`n`$ProgressPreference = 'SilentlyContinue'`n$Script"))
    (& $PSHOME/pwsh -NoProfile -NonInteractive -EncodedCommand $encoded 2>&1 | ForEach-Object { "$_" }) -join "`n"
}
