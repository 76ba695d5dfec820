#Requires -Version 7.6
<#
.SYNOPSIS
Asks a model a suite, compares it with its last run, writes the reports, and fails loudly where it does not hold.
.DESCRIPTION
Exit codes, for schedulers: 0 passed; 1 the level is not reached, or the model got worse; 2 something is wrong with the input; 3 not every prompt has an
outcome (start it again with -Resume latest).
.EXAMPLE
pwsh -NoProfile -NonInteractive -File NightlyGate.ps1 -Suite suites/quickstart -Model my-model -Endpoint http://localhost:11434 -Level InterTask
#>
param(
    [Parameter(Mandatory)] [string] $Suite,
    [Parameter(Mandatory)] [string] $Model,
    # An OpenAI-compatible endpoint, or fixture:FILE.
    [Parameter(Mandatory)] [string] $Endpoint,
    [string] $ApiKeyEnv = 'OPENAI_API_KEY',
    [ValidateSet('Recall', 'IntraTask', 'Instruction', 'InterTask')] [string] $Level = 'InterTask',
    [switch] $AllowInconclusive,
    # Where the runs are kept; the night after finds tonight's here.
    [string] $Store = 'geneval-runs.db',
    [string] $OutputFolder = 'geneval-nightly',
    [string] $Resume,
    # GenEval where it is installed, or the path of its manifest.
    [string] $Module = 'GenEval'
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$alpha = 0.05
try {
    Import-Module $Module
    $null = New-Item -ItemType Directory $OutputFolder -Force
    $target = New-GenModel $Model $Endpoint -ApiKeyEnv $ApiKeyEnv -WarningAction SilentlyContinue
    $suiteName = (Import-GenSuite $Suite).Name
    $last = Get-GenRun -Store $Store -ErrorAction Ignore |
        Where-Object { $_.Model -ceq $Model -and $_.Suite -ceq $suiteName -and $_.State -eq 'complete' } | Select-Object -First 1

    $run = @{ Suite = $Suite; Model = $target; Store = $Store }
    if ($Resume) { $run.Resume = $Resume }
    $report = Invoke-GenEvaluation @run -ErrorAction Continue -ErrorVariable problems
    $tonight = Get-GenRun ($Resume ? $Resume : 'latest') -Store $Store
    foreach ($name in 'report.html', 'junit.xml', 'report.json') { $report | Export-GenReport (Join-Path $OutputFolder $name) -Force }
    if ($problems) { exit 3 }

    $failed = $false
    if ($last -and $last.Id -ne $tonight.Id) {
        $comparison = $tonight, $last | Compare-GenRun -Store $Store
        $comparison | Export-GenReport (Join-Path $OutputFolder 'comparison.json') -Force
        $difference = $comparison.Difference
        if ($difference.Estimate -lt 0 -and $null -ne $difference.PValue -and $difference.PValue -lt $alpha) {
            [Console]::Error.WriteLine("$Model got worse since the run of $($last.Created.ToString('u')): $($difference.Estimate.ToString('+0.000;-0.000', [cultureinfo]::InvariantCulture)), p $($difference.PValue.ToString('0.0000', [cultureinfo]::InvariantCulture)).")
            $failed = $true
        }
    }

    try { $report | Assert-GenLevel $Level -AllowInconclusive:$AllowInconclusive }
    catch {
        [Console]::Error.WriteLine($_.Exception.Message)
        $failed = $true
    }

    if ($failed) { exit 1 }
    "$Model on $suiteName`: $Level holds. Reports are in $OutputFolder."
}
catch {
    [Console]::Error.WriteLine("$_")
    if ($_.ErrorDetails.RecommendedAction) { [Console]::Error.WriteLine($_.ErrorDetails.RecommendedAction) }
    exit 2
}
