#Requires -Version 7.6
<#
.SYNOPSIS
A gate for a service that runs scripts and asks nobody: Azure Automation and its like.
.DESCRIPTION
Nothing is asked, no progress is shown, no path is assumed. What it finds is one JSON object on the output stream; a gate that fails is a terminating
error, which such services show as a failed job. The key is a variable of the service where it has such (Get-AutomationVariable), else of the environment.
#>
param(
    [Parameter(Mandatory)] [string] $Suite,
    [Parameter(Mandatory)] [string] $Model,
    [Parameter(Mandatory)] [string] $Endpoint,
    [string] $Level = 'InterTask',
    # The name of the variable that has the key.
    [string] $KeyName = 'OPENAI_API_KEY',
    # A PostgreSQL connection where the service's disk does not last.
    [string] $Store = (Join-Path ([IO.Path]::GetTempPath()) 'geneval-runs.db'),
    [string] $Module = 'GenEval'
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$ConfirmPreference = 'None'
Import-Module $Module

$key = @{ ApiKeyEnv = $KeyName }
if (Get-Command Get-AutomationVariable -ErrorAction Ignore) {
    $key = @{ ApiKey = ConvertTo-SecureString (Get-AutomationVariable -Name $KeyName) -AsPlainText -Force }
}

$target = New-GenModel $Model $Endpoint @key -WarningAction SilentlyContinue
$report = Invoke-GenEvaluation $Suite -Model $target -Store $Store -WarningVariable warnings -WarningAction SilentlyContinue
[ordered]@{
    model = $report.Model
    suite = $report.Suite
    diagnosis = "$($report.Diagnosis.Kind)"
    level = $Level
    estimate = $report.Levels.$Level.Estimate
    verdict = "$($report.Levels.$Level.Verdict)"
    run = (Get-GenRun latest -Store $Store).Id
    warnings = @($warnings | ForEach-Object { "$_" })
} | ConvertTo-Json -Compress
$report | Assert-GenLevel $Level
