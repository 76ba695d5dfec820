# New-GenChart, Import-GenSuite -Format and Export-GenSuite.
$report = Invoke-GenEvaluation suites/scenario-legal -WarningAction SilentlyContinue

Test 'Figures are objects, and files by their name' {
    $figure = $report | New-GenChart
    Equal 'GenEval.Reports.Figure' $figure.GetType().FullName
    True ($figure.ToSvg().StartsWith('<svg')) 'SVG'
    True (($figure.ToJson() | ConvertFrom-Json).data.Count -gt 0) 'Plotly'
    True ($report | New-GenChart -Kind Tasks).Title 'tasks'
    Equal 2 @($report, $report | New-GenChart -Kind Tasks).Count
    Equal 1 @($report, $report | New-GenChart -Kind Gap).Count
    True (Measure-GenPower -Tasks 10 -Inputs 50 -TaskVariance 0.004 -InputVariance 0.12 | New-GenChart).Title 'power'
    $report | New-GenChart figure.svg -WhatIf
    True (-not (Test-Path figure.svg)) 'nothing was written'
    Equal figure.svg ($report | New-GenChart figure.svg -PassThru).Name
    $null = [xml](Get-Content figure.svg -Raw)
    $null = Fails FileExists { $report | New-GenChart figure.svg }
    $report | New-GenChart -LiteralPath figure.svg -Kind Tasks -Force
    $report | New-GenChart figure.json
    Equal $figure.ToJson() (Get-Content figure.json -Raw)
    True (($figure | Out-String) -match '(?m)^Title +: ') 'a view'
    True ((TabExpansion2 'New-GenChart -Kind ' 19).CompletionMatches.CompletionText -contains 'Ladder') 'kinds are completed'
}

Test 'What cannot be drawn is an error' {
    $null = Fails FigureUnavailable { $report | New-GenChart -Kind Wordings }
    $null = Fails FigureUnavailable { $report | New-GenChart -Kind Gap }
    $null = Fails FigureUnavailable { 'text' | New-GenChart }
    $null = Fails ChartFormatUnknown { $report | New-GenChart figure.png }
    $null = Fails SeveralFigures { $report, $report | New-GenChart two.svg -Kind Tasks }
}

Test 'A benchmark of another tool becomes a suite, which is checked, written and asked' {
    Set-Content alpaca.json '[{"instruction":"Add.","input":"1+1","output":"2"},{"instruction":"Add.","input":"2+2","output":"4"}]'
    $suite = Import-GenSuite alpaca.json
    Equal (($suite.Instances.Input | Sort-Object) -join ' ') (((Import-GenSuite alpaca.json -Format alpaca).Instances.Input | Sort-Object) -join ' ')
    Equal 2 ($suite | Test-GenSuite -WarningAction SilentlyContinue).Items
    Export-GenSuite own -Suite $suite -WhatIf
    True (-not (Test-Path own)) 'nothing was written'
    Equal own ($suite | Export-GenSuite own -PassThru).Name
    Equal 2 (Import-GenSuite own).Instances.Count
    $null = Fails FileExists { $suite | Export-GenSuite own }
    $suite | Export-GenSuite -LiteralPath own -Force
    $answers = foreach ($instance in $suite.Instances) { @{ prompt = "Add.`n`n$($instance.Input)"; output = $instance.References[0] } | ConvertTo-Json -Compress }
    Set-Content answers.jsonl $answers
    $asked = $suite | Invoke-GenEvaluation -Model (New-GenModel any fixture:answers.jsonl) -Store own.db -Metric exact_match -WarningAction SilentlyContinue
    Equal 2 $asked.Counts.Records
    $null = Fails FormatUnknown { Import-GenSuite alpaca.json -Format nosuch }
    $null = Fails SuiteWithoutAnswers { $suite | Invoke-GenEvaluation }
    True ((TabExpansion2 'Import-GenSuite x -Format al' 28).CompletionMatches.CompletionText -contains 'alpaca') 'formats are completed'
}
