@{
    ModuleVersion        = '0.1.0'
    GUID                 = '5c1a3f0e-6f4b-4d1c-9c38-2f1f0a6b7e11'
    Author               = 'The GenEval authors'
    Copyright            = 'MIT'
    Description          = 'Tells whether an instruction-tuned LLM generalizes, and at which of two levels: to new inputs of its tasks, or to new tasks.'
    PowerShellVersion    = '7.6'
    CompatiblePSEditions = 'Core'

    # The loader comes first: it answers for the assembly that the second manifest names, from a load context of its own (docs/powershell.md).
    NestedModules        = 'module/bin/GenEval.PowerShell.Loader.dll', 'module/GenEval.Cmdlets.psd1'
    FormatsToProcess     = 'module/GenEval.Format.ps1xml', 'module/GenEval.Runs.Format.ps1xml', 'module/GenEval.Studies.Format.ps1xml', 'module/GenEval.Scorers.Format.ps1xml'

    # Written out, so that PowerShell finds the commands without loading anything.
    CmdletsToExport      = @(
        'Assert-GenLevel'
        'Compare-GenRun'
        'Export-GenReport'
        'Export-GenRun'
        'Export-GenScorer'
        'Export-GenSuite'
        'Get-GenRun'
        'Import-GenRun'
        'Import-GenScorer'
        'Import-GenSuite'
        'Invoke-GenEvaluation'
        'Invoke-GenNotebook'
        'Measure-GenPower'
        'Measure-GenScore'
        'New-GenChart'
        'New-GenModel'
        'New-GenScorer'
        'Remove-GenRun'
        'Test-GenScorer'
        'Test-GenSuite'
    )
    FunctionsToExport    = @()
    AliasesToExport      = @()
    VariablesToExport    = @()

    PrivateData          = @{
        PSData = @{
            Tags         = 'LLM', 'evaluation', 'generalization', 'instruction-tuning', 'statistics', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS'
            ReleaseNotes = 'CHANGELOG.md'
        }
    }
}
