$legal = "$Work/suites/scenario-legal"
$quiet = @{ WarningAction = 'SilentlyContinue' }

Test 'A suite becomes a report with levels, gaps, tasks and a diagnosis' {
    $report = Invoke-GenEvaluation suites/scenario-legal @quiet
    Equal 'GenEval.Generalization.Report' $report.GetType().FullName
    Equal 'TaskSpecialist' $report.Diagnosis.Kind
    Equal 'Generalizes DoesNot' "$($report.Levels.IntraTask.Verdict) $($report.Levels.InterTask.Verdict)"
    Equal 14 $report.Tasks.Count
}

Test 'Paths may be relative, wild, literal, and of a drive' {
    $null = New-PSDrive -Name Answers -PSProvider FileSystem -Root $Work/suites
    try {
        Equal 2 @(Invoke-GenEvaluation suites/scenario-* @quiet).Count
        Equal 1 @(Invoke-GenEvaluation Answers:/scenario-legal @quiet).Count
        Equal 1 @(Invoke-GenEvaluation -LiteralPath $legal @quiet).Count
        Equal 2 @(Invoke-GenEvaluation suites/scenario-legal, suites/scenario-translation @quiet).Count
    }
    finally { Remove-PSDrive Answers }
    Copy-Item $legal "$Work/suites/a[1]" -Recurse
    Equal 1 @(Invoke-GenEvaluation -LiteralPath 'suites/a[1]' @quiet).Count
    $null = Fails PathNotFound { Invoke-GenEvaluation 'suites/a[1]' }
    Remove-Item -LiteralPath "$Work/suites/a[1]" -Recurse
}

Test 'The pipeline takes files, folders, suites, paths, objects, rows, hashtables and lines of JSON' {
    $expected = (Invoke-GenEvaluation $legal @quiet).Levels.InterTask.Estimate
    Equal $expected (Get-Item $legal | Invoke-GenEvaluation @quiet).Levels.InterTask.Estimate
    Equal $expected (Import-GenSuite $legal | Invoke-GenEvaluation @quiet).Levels.InterTask.Estimate
    Equal $expected (Invoke-GenEvaluation -Suite (Import-GenSuite $legal) @quiet).Levels.InterTask.Estimate
    Equal $expected (Invoke-GenEvaluation -Suite suites/scenario-legal @quiet).Levels.InterTask.Estimate
    Equal $expected ('suites/scenario-legal' | Invoke-GenEvaluation @quiet).Levels.InterTask.Estimate

    $lines = foreach ($i in 1..20) { @{ task = "t$($i % 4)"; novelty = 'seen'; instance = "$i"; output = "a b $($i % 3)"; reference = 'a b 0' } | ConvertTo-Json -Compress }
    $lines | Set-Content records.jsonl
    $fromFile = (Invoke-GenEvaluation records.jsonl @quiet).Levels.IntraTask.Estimate
    True ($fromFile -gt 0 -and $fromFile -lt 1) 'the records have a score'
    $objects = $lines | ConvertFrom-Json
    Equal $fromFile ($lines | Invoke-GenEvaluation @quiet).Levels.IntraTask.Estimate 'lines'
    Equal $fromFile ($objects | Invoke-GenEvaluation @quiet).Levels.IntraTask.Estimate 'custom objects'
    Equal $fromFile ($lines | ConvertFrom-Json -AsHashtable | Invoke-GenEvaluation @quiet).Levels.IntraTask.Estimate 'hashtables'
    $objects | Export-Csv records.csv
    Equal $fromFile (Import-Csv records.csv | Invoke-GenEvaluation @quiet).Levels.IntraTask.Estimate 'rows'
    Equal $fromFile (Get-Item records.csv | Invoke-GenEvaluation @quiet).Levels.IntraTask.Estimate 'a table'
    $renamed = $objects | Select-Object @{ n = 'what'; e = 'task' }, novelty, instance, @{ n = 'said'; e = 'output' }, reference
    Equal $fromFile ($renamed | Invoke-GenEvaluation -Map @{ what = 'task'; said = 'output' } @quiet).Levels.IntraTask.Estimate 'a map'
    Equal $fromFile ($renamed | Invoke-GenEvaluation -Map what=task, said=output @quiet).Levels.IntraTask.Estimate 'a map as the command line writes it'
}

Test 'Options are bound, from text too' {
    $report = Invoke-GenEvaluation $legal -Metric f1 -Threshold 0.05 -Confidence 0.9 -Seed 7 -Unscored zero -WordingDesign crossed -Worst 1 -Baseline $legal @quiet
    Equal 'f1 0.05 0.9 7 zero' "$($report.Metric) $($report.Threshold) $($report.Confidence) $($report.Seed) $($report.UnscoredPolicy)"
    Equal 0 $report.TransferRatio.SeenGain
    Equal 2 $report.Worst.Count
    Set-Content seen.txt "clause-type`n# a comment"
    $objects = @([pscustomobject]@{ task = 'clause-type'; output = 'a'; reference = 'a' }, [pscustomobject]@{ task = 'other'; output = 'a'; reference = 'a' })
    $report = $objects | Invoke-GenEvaluation -Seen seen.txt @quiet
    Equal '1 1' "$($report.Levels.IntraTask.Records) $($report.Levels.InterTask.Records)"
    $report = $objects | Invoke-GenEvaluation -Seen 'oth*' @quiet
    Equal 'other' ($report.Tasks | Where-Object Level -EQ IntraTask).Task
}

Test 'Warnings of the report are warnings of the command' {
    $report = Invoke-GenEvaluation $legal -WarningVariable warnings -WarningAction SilentlyContinue
    Equal $report.Warnings.Count $warnings.Count
}

Test 'Bad input ends with an error that says what, where and what next' {
    Set-Content broken.jsonl "{`"task`":`"t`",`"output`":`"a`"}`nno json"
    $error_ = Fails SuiteLineInvalid { Invoke-GenEvaluation broken.jsonl }
    True ("$error_" -like '*broken.jsonl:2:*') "the place in <$error_>"
    Equal 'InvalidData' $error_.CategoryInfo.Category
    Equal (Resolve-Path broken.jsonl).Path $error_.TargetObject
    $error_ = Fails SuiteLineInvalid { [pscustomobject]@{ question = 'q'; output = 'a' } | Invoke-GenEvaluation }
    True ($error_.ErrorDetails.RecommendedAction -like '*-Map*') 'the action names the parameter'
    $error_ = Fails PathNotFound { Invoke-GenEvaluation nowhere.jsonl }
    Equal 'nowhere.jsonl' $error_.TargetObject
    $null = Fails NotAFilePath { Invoke-GenEvaluation Env:PATH }
    $null = New-Item -ItemType Directory nothing
    $null = Fails PathIsFolder { Invoke-GenEvaluation nothing }
    $null = Fails InputNotARecord { 42 | Invoke-GenEvaluation }
    $null = Fails NoRecords { New-Item empty.jsonl | Invoke-GenEvaluation }
    $null = Fails MetricUnknown { Invoke-GenEvaluation $legal -Metric rouge }
    $null = Fails ThresholdOutOfRange { Invoke-GenEvaluation $legal -Threshold 2 }
    $null = Fails ConfidenceOutOfRange { Invoke-GenEvaluation $legal -Confidence 95 }
    $null = Fails WorstOutOfRange { Invoke-GenEvaluation $legal -Worst -1 }
    $null = Fails MapInvalid { Invoke-GenEvaluation $legal -Map a=b }
    $null = Fails SeenInvalid { Invoke-GenEvaluation $legal -Seen nowhere.txt }
    $error_ = Fails CannotConvertArgumentNoMessage { Invoke-GenEvaluation $legal -Unscored ignore }
    True ("$error_" -match 'Exclude.*Zero') "the values that may be given in <$error_>"
    $null = Fails ParameterArgumentTransformationError { Invoke-GenEvaluation -Suite nowhere }
}
