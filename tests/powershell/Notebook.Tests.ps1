# Invoke-GenNotebook: C# cells in this process, in the module's load context, and PowerShell cells in a pwsh of their own.
function Notebook([string] $Name, [object[]] $Cells) {
    $all = foreach ($cell in $Cells) {
        @{ cell_type = 'code'; id = "c$([array]::IndexOf($Cells, $cell))"; metadata = @{ tags = @($cell.tag | Where-Object { $_ }); polyglot_notebook = @{ kernelName = $cell.language ?? 'csharp' } }; source = $cell.code; outputs = @(); execution_count = $null }
    }
    @{ nbformat = 4; nbformat_minor = 5; metadata = @{ kernelspec = @{ name = '.net-csharp'; display_name = '.NET (C#)' } }; cells = @($all) } | ConvertTo-Json -Depth 9 | Set-Content $Name
}
function Outputs([string] $Name) { (Get-Content $Name -Raw | ConvertFrom-Json).cells.outputs | ForEach-Object { ($_.data.'text/plain' ?? $_.text) -join '' } | ForEach-Object Trim }

Test 'A notebook runs with parameters, and uses the library that the module uses' {
    Notebook n.ipynb @{ code = 'double threshold = 0.5;'; tag = 'parameters' },
        @{ code = "using GenEval.Generalization;`nvar report = RecordedAnswers.Evaluate([`"suites/scenario-legal`"], options: new() { Threshold = threshold })[0];`n`$`"{report.Threshold} {report.Diagnosis.Kind}`"" },
        @{ code = '6 * 7'; language = 'pwsh' }
    Invoke-GenNotebook n.ipynb -OutputPath done.ipynb -WhatIf
    True (-not (Test-Path done.ipynb)) 'nothing was written'
    $run = Invoke-GenNotebook n.ipynb -OutputPath done.ipynb -Parameter @{ threshold = 0.25 }
    Equal 'Done Done Done Done' (($run.Cells.Outcome) -join ' ')
    $outputs = @(Outputs done.ipynb)
    True ($outputs[0] -match '0\.25 \w+') "the C# cell said <$outputs>"
    Equal 42 $outputs[-1]
    foreach ($shown in ($run | Out-String), ($run | Format-Table | Out-String), ($run.Cells | Out-String)) { True ($shown -notmatch 'GenEval\.\w+\.|ReadOnly|Dictionary') "no type names in <$shown>" }
    $null = Fails FileExists { Invoke-GenNotebook n.ipynb -OutputPath done.ipynb }
    $null = New-Item -ItemType Directory results
    Equal 3 (Get-Item n.ipynb | Invoke-GenNotebook -OutputPath results).Cells.Count
    True (Test-Path results/n.ipynb) 'into a folder'
}

Test 'Notebooks say what is wrong' {
    Notebook wrong.ipynb @{ code = 'int x = 1;'; tag = 'parameters' }, @{ code = 'throw new Exception("mine");' }, @{ code = 'x' }
    $null = Fails ParameterUnknown { Invoke-GenNotebook wrong.ipynb -OutputPath w.ipynb -Parameter @{ y = 1 } }
    $null = Fails ParameterInvalid { Invoke-GenNotebook wrong.ipynb -OutputPath w.ipynb -Parameter @{ x = 'much' } }
    $null = Fails TimeoutOutOfRange { Invoke-GenNotebook wrong.ipynb -OutputPath w.ipynb -TimeoutSec 0 }
    $null = Fails NotebookInvalid { Set-Content none.ipynb '{}'; Invoke-GenNotebook none.ipynb -OutputPath w.ipynb }
    $null = Fails PathNotFound { Invoke-GenNotebook nowhere.ipynb -OutputPath w.ipynb }
    $null = Fails OutputFolderMissing { Invoke-GenNotebook done.ipynb -OutputPath nowhere/w.ipynb }
    $run = Invoke-GenNotebook wrong.ipynb -OutputPath w.ipynb -ErrorVariable errors -ErrorAction SilentlyContinue
    Equal 'NotebookFailed 1 1' "$($errors[0].FullyQualifiedErrorId.Split(',')[0]) $($run.NotReached) $(@($run.Cells | Where-Object Outcome -EQ Failed).Count)"
    Notebook slow.ipynb @{ code = 'await Task.Delay(60_000);' }
    $watch = [Diagnostics.Stopwatch]::StartNew()
    $null = Fails NotebookFailed { Invoke-GenNotebook slow.ipynb -OutputPath s.ipynb -CellTimeoutSec 1 }
    True ($watch.Elapsed.TotalSeconds -lt 30) 'it was stopped'
}
