#Requires -Version 7.6
# How fast the module is, beside an empty binary module in the same run: its import in a fresh pwsh, and objects through Measure-GenScore.
#     dotnet publish src/GenEval.PowerShell -c Release; pwsh -NoProfile bench/powershell/Measure-Module.ps1
param(
    [string] $Module = "$PSScriptRoot/../../GenEval.psd1",
    [int] $Objects = 100000,
    [int] $Rounds = 7
)

$ErrorActionPreference = 'Stop'
$Module = (Resolve-Path $Module).Path
$folder = (New-Item -ItemType Directory (Join-Path ([IO.Path]::GetTempPath()) "geneval-bench-$([guid]::NewGuid().ToString('n'))")).FullName
try {
    # Binds the same properties and writes an object each, and does nothing else.
    Add-Type -OutputAssembly "$folder/Empty.dll" -OutputType Library -TypeDefinition @'
using System.Management.Automation;
[Cmdlet("Measure", "Nothing")]
public sealed class MeasureNothingCommand : PSCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)] public string Prediction { get; set; }
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)] public string[] Reference { get; set; }
    [Parameter(ValueFromPipeline = true)] public PSObject InputObject { get; set; }
    protected override void ProcessRecord() => WriteObject(new { Prediction, Reference });
}
'@
    Set-Content "$folder/Empty.psd1" "@{ ModuleVersion = '1.0'; RootModule = 'Empty.dll'; CmdletsToExport = 'Measure-Nothing' }"

    function Median($Values) { $sorted = @($Values | Sort-Object); $sorted[[int][Math]::Floor($sorted.Count / 2)] }
    function Text([double] $Value, [string] $Format) { $Value.ToString($Format, [cultureinfo]::InvariantCulture) }
    $imports = @{ Empty = @(); GenEval = @() }
    foreach ($round in 0..$Rounds) {
        foreach ($name in 'Empty', 'GenEval') {
            $path = $name -eq 'Empty' ? "$folder/Empty.psd1" : $Module
            $time = [double](& $PSHOME/pwsh -NoProfile -NonInteractive -Command "`$w = [Diagnostics.Stopwatch]::StartNew(); Import-Module '$path'; `$w.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)")
            # The first round warms the disk.
            if ($round -gt 0) { $imports[$name] += $time }
        }
    }

    Import-Module "$folder/Empty.psd1", $Module
    $items = foreach ($i in 1..$Objects) { [pscustomobject]@{ Prediction = "answer $i"; Reference = 'answer 7' } }
    $speeds = @{ Empty = @(); GenEval = @() }
    foreach ($round in 0..$Rounds) {
        foreach ($name in 'Empty', 'GenEval') {
            $watch = [Diagnostics.Stopwatch]::StartNew()
            if ($name -eq 'Empty') { $null = $items | Measure-Nothing } else { $null = $items | Measure-GenScore -Metric exact_match }
            if ($round -gt 0) { $speeds[$name] += $Objects / $watch.Elapsed.TotalSeconds }
        }
    }

    $empty, $own = (Median $imports.Empty), (Median $imports.GenEval)
    $nothing, $score = (Median $speeds.Empty), (Median $speeds.GenEval)
    "pwsh $($PSVersionTable.PSVersion), $([Environment]::ProcessorCount) processors; medians of $Rounds rounds, taking turns."
    ''
    '| what | empty module | GenEval | difference, ratio |'
    '| --- | ---: | ---: | ---: |'
    "| import in a fresh pwsh, ms | $(Text $empty '0.0') | $(Text $own '0.0') | +$(Text ($own - $empty) '0.0') ms |"
    "| $(Text $Objects 'N0') objects by property name, objects/s | $(Text $nothing 'N0') | $(Text $score 'N0') | $(Text ($score / $nothing) '0.00') |"
}
finally { Remove-Item $folder -Recurse -Force -ErrorAction Ignore }
