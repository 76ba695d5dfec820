# Compare-GenRun, Measure-GenPower and Test-GenSuite.
$quiet = @{ WarningAction = 'SilentlyContinue' }
$answers = foreach ($i in 1..60) {
    foreach ($m in 'a', 'b') {
        [pscustomobject]@{ model = $m; task = "t$($i % 6)"; novelty = ('seen', 'unseen')[$i % 2]; instance = "$i"; reference = 'yes'; output = ('yes', 'no')[($i * 7 % 10) -ge ($m -eq 'a' ? 8 : 4)]; labels = @{ strategy = "s-$m" } }
    }
}
foreach ($m in 'a', 'b') { $answers | Where-Object model -EQ $m | ForEach-Object { $_ | ConvertTo-Json -Compress } | Set-Content "$m.jsonl" }

Test 'Runs are compared by path, by wildcard, by file and as objects of the pipeline' {
    $expected = Compare-GenRun a.jsonl, b.jsonl -Metric exact_match @quiet
    Equal 'GenEval.Generalization.Comparison a b 60' "$($expected.GetType().FullName) $($expected.A) $($expected.B) $($expected.Pairs)"
    True ($expected.Difference.Estimate -gt 0) 'a is better'
    foreach ($way in { Compare-GenRun [ab].jsonl -Metric exact_match @quiet }, { Compare-GenRun -LiteralPath a.jsonl, b.jsonl -Metric exact_match @quiet },
        { Get-Item a.jsonl, b.jsonl | Compare-GenRun -Metric exact_match @quiet }, { $answers | Compare-GenRun -Metric exact_match @quiet }) {
        Equal ($expected | ConvertTo-Json -Depth 9) (& $way | ConvertTo-Json -Depth 9) "$way"
    }
    Equal 's-a s-b' (($answers | Compare-GenRun -By strategy -Metric exact_match @quiet) | ForEach-Object { "$($_.A) $($_.B)" })
    True ((Compare-GenRun a.jsonl, b.jsonl -Baseline -Metric exact_match @quiet).TransferRatio.SeenGain -gt 0) 'the gain on seen tasks'
    Equal 0.9 (Compare-GenRun a.jsonl, b.jsonl -Metric exact_match -Confidence 0.9 -Seed 3 -Unscored zero @quiet).Confidence
    Equal 6 @($expected.ByTask | Where-Object Pairs -EQ 10).Count
}

Test 'Comparing says what is wrong' {
    $null = Fails OneRun { Compare-GenRun a.jsonl }
    $null = Fails LabelMissing { Compare-GenRun a.jsonl, b.jsonl -By seed }
    $null = Fails PathNotFound { Compare-GenRun a.jsonl, nowhere.jsonl }
    $null = Fails RunStoreMissing { Compare-GenRun run:latest, a.jsonl -Store nowhere.db }
}

Test 'Power comes from variances or from a pilot' {
    $power = Measure-GenPower -Tasks 10 -Inputs 50 -TaskVariance 0.004 -InputVariance 0.12 -Difference 0.05
    Equal 0.0796801 ([Math]::Round($power.MinimumDetectableDifference, 7))
    True ($power.Alternatives.Count -gt 1 -and $power.Cheapest.Cost -gt 0) 'other designs'
    $pilot = Measure-GenPower -From a.jsonl, b.jsonl -Metric exact_match @quiet
    Equal 6 $pilot.Design.Tasks
    Equal $pilot.MinimumDetectableDifference ($answers | Measure-GenPower -Metric exact_match @quiet).MinimumDetectableDifference
    Equal 40 (Measure-GenPower -From ?.jsonl -Tasks 40 -Metric exact_match @quiet).Design.Tasks
    $error_ = Fails PowerValueOutOfRange { Measure-GenPower -Tasks 10 -Inputs 5 -TaskVariance -1 -InputVariance 1 }
    True ("$error_" -match '-TaskVariance') "the parameter is named in <$error_>"
    $null = Fails PilotTooSmall { $answers[0] | Measure-GenPower -Metric exact_match @quiet }
}

Test 'A suite is checked from its folder, as an object, and against a corpus' {
    $check = Test-GenSuite suites/scenario-legal @quiet
    Equal '112 0 1' "$($check.Items) $($check.Flagged) $($check.Runs.Count)"
    Equal 112 (Import-GenSuite suites/scenario-legal | Test-GenSuite @quiet).Items
    (Import-GenSuite suites/scenario-legal).Instances[0..2].Input | Set-Content corpus.txt
    $found = Test-GenSuite suites/scenario-legal -Corpus *.txt -NGram 9 -MinShare 0.5 -MinCoverage 0.5 -MinJaccard 0.5 @quiet
    True ($found.Flagged -ge 3) 'the inputs are flagged'
    Equal 'CorpusOverlap' ($found.Findings.Kind | Select-Object -Unique)
    $null = Fails NGramOutOfRange { Test-GenSuite suites/scenario-legal -NGram 3 }
    $null = Fails ContaminationThresholdOutOfRange { Test-GenSuite suites/scenario-legal -MinShare 2 }
    $null = Fails PathNotFound { Test-GenSuite suites/scenario-legal -Corpus nowhere.txt }
}

Test 'Every document is written by Export-GenReport, each kind to a file of its own' {
    $documents = (Compare-GenRun a.jsonl, b.jsonl -Metric exact_match @quiet), (Measure-GenPower -Tasks 10 -Inputs 50 -TaskVariance 0.004 -InputVariance 0.12), (Test-GenSuite suites/scenario-legal @quiet)
    foreach ($document in $documents) {
        foreach ($format in 'Json', 'Html', 'Markdown', 'JUnit', 'Csv', 'Table') {
            $document | Export-GenReport document.out -Format $format -Force
            True ((Get-Item document.out).Length -gt 20) "$document as $format"
        }
        $document | Export-GenReport document.json -Force
        Equal $document.Schema (Get-Content document.json -Raw | ConvertFrom-Json).schema
    }
    $null = Fails DocumentKind { $documents | Export-GenReport all.json }
    $null = Fails InputNotADocument { Get-Item a.jsonl | Export-GenReport a.json }
    True (-not (Test-Path all.json)) 'nothing was written'
}

Test 'Comparisons, power studies and checks have views without a type name, and plain JSON' {
    $comparison = Compare-GenRun a.jsonl, b.jsonl -Metric exact_match -Baseline @quiet
    $check = Test-GenSuite suites/scenario-legal -Corpus corpus.txt @quiet
    $power = Measure-GenPower -Tasks 10 -Inputs 50 -TaskVariance 0.004 -InputVariance 0.12 -Difference 0.05
    foreach ($value in $comparison, $comparison.Difference, $comparison.ByLevel, $comparison.ByTask[0], $power, $power.Alternatives[0], $check, $check.Findings[0], $check.Runs[0]) {
        $list = $value | Format-List | Out-String -Width 100
        $table = $value | Format-Table | Out-String -Width 100
        True ("$list$table" -notmatch 'GenEval\.\w+\.|ReadOnly|Dictionary') "no type names in <$list$table>"
        True ($list.Trim()) 'something is shown'
        $null = $value | ConvertTo-Json -Depth 10 -EnumsAsStrings -WarningAction Stop
    }
    True (($comparison | Out-String) -match '(?m)^Difference +: \+0\.\d{3}  [[(]') 'the difference in a line'
}
