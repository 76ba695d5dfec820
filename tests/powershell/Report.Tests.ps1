$report = Invoke-GenEvaluation $Work/suites/scenario-legal -WarningAction SilentlyContinue

Test 'The name of the file says the format' {
    foreach ($name in 'r.html', 'r.md', 'r.json', 'r.csv', 'r.xml', 'r.txt') {
        Equal $null ($report | Export-GenReport $name)
        True ((Get-Item $name).Length -gt 100) "$name was written"
    }
    Equal 'geneval.report/1' (Get-Content r.json -Raw | ConvertFrom-Json).schema
    $null = [xml](Get-Content r.xml -Raw)
    $report | Export-GenReport -Path r.page -Format Html
    Equal (Get-Content r.html -Raw) (Get-Content r.page -Raw)
}

Test 'WhatIf writes nothing, Force replaces, PassThru writes the file' {
    $report | Export-GenReport new.html -WhatIf
    True (-not (Test-Path new.html)) 'nothing was written'
    Set-Content old.md mine
    $error_ = Fails FileExists { $report | Export-GenReport old.md }
    Equal 'ResourceExists old.md' "$($error_.CategoryInfo.Category) $($error_.TargetObject)"
    Equal 'mine' (Get-Content old.md)
    Equal 'old.md' ($report | Export-GenReport old.md -Force -PassThru).Name
    True ((Get-Content old.md -Raw) -match 'legal-summarizer') 'the file was replaced'
    Equal '[1].md' ($report | Export-GenReport -LiteralPath '[1].md' -PassThru).Name
}

Test 'Several reports become one file, in the order in which they come' {
    $two = Invoke-GenEvaluation $Work/suites/scenario-* -WarningAction SilentlyContinue
    $two | Export-GenReport two.json
    Equal ($two.Suite -join ' ') ((Get-Content two.json -Raw | ConvertFrom-Json).suite -join ' ')
}

Test 'A file that cannot be written is an error' {
    $null = Fails ReportFormatUnknown { $report | Export-GenReport report }
    $null = Fails OutputFolderMissing { $report | Export-GenReport nowhere/r.json }
    $null = Fails OutputIsFolder { $report | Export-GenReport suites -Format Json -Force }
    $null = Fails NotAFilePath { $report | Export-GenReport Env:r.json }
}

Test 'A report goes through the usual commands' {
    Equal 10 @($report.Tasks | Where-Object Verdict -EQ DoesNot).Count
    $lowest = ($report.Tasks | Sort-Object Estimate)[0]
    Equal (($report.Tasks.Estimate | Measure-Object -Minimum).Minimum) $lowest.Estimate
    $report.Tasks | Export-Csv tasks.csv
    Equal 14 @(Import-Csv tasks.csv).Count
    $json = $report | ConvertTo-Json -Depth 10 -EnumsAsStrings -WarningAction Stop | ConvertFrom-Json
    $contract = Get-Content r.json -Raw | ConvertFrom-Json
    foreach ($name in $contract.psobject.Properties.Name) { True ($json.psobject.Properties.Name -contains $name) "$name is in the JSON of ConvertTo-Json" }
    foreach ($name in $contract.levels.interTask.psobject.Properties.Name) { True ($json.Levels.InterTask.psobject.Properties.Name -contains $name) "$name is in its level" }
    Equal $contract.levels.interTask.verdict $json.Levels.InterTask.Verdict.ToLowerInvariant().Replace('doesnot', 'doesNot')
}
