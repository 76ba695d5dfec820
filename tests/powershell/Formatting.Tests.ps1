$report = Invoke-GenEvaluation $Work/suites/scenario-legal -WarningAction SilentlyContinue
function Shown($Value, [scriptblock] $With = { $args[0] }) { $Value | & { process { & $With $_ } } | Out-String -Width 80 }

Test 'A report is shown as a list, its levels and tasks as tables that fit 80 columns' {
    $list = $report | Out-String -Width 80
    True ($list -match '(?m)^InterTask +: 0\.\d{3}  \[0\.\d{3} to 0\.\d{3}\]  doesNot  10 tasks, 80 records') "the level in <$list>"
    True ($list -match '(?m)^Diagnosis +: task specialist') 'the diagnosis'
    $table = $report | Format-Table | Out-String -Width 80
    True ($table -match 'Model +Diagnosis +IntraTask') "the columns in <$table>"
    $tasks = $report.Tasks | Out-String -Width 80
    True ($tasks -match '(?m)^clause-type +interTask +0\.\d{3} 0\.\d{3} to 0\.\d{3} doesNot') "a task in <$tasks>"
    True (($report.Levels.InterTask | Out-String -Width 80) -match 'Estimate Interval') 'a level'
    True (($report.Levels.InterTask | Format-List | Out-String -Width 80) -match 'ShareAboveThreshold : ') 'a level as a list'
    True ((Measure-GenScore 'a b' 'a c' | Out-String -Width 80) -match '(?m)^rougeL +0\.500 ') 'a score'
    True ((Import-GenSuite $Work/suites/scenario-legal | Format-List | Out-String) -match '(?m)^Tasks +: 14') 'a suite'
    foreach ($value in $report.Gaps, $report.Diagnosis, $report.Warnings[0], $report.Worst[0], $report.Levels) { True (($value | Out-String) -notmatch 'GenEval\.|ReadOnlyList') "no type names in $value" }
}

Test 'Verdicts have the colours of $PSStyle, and none where output is plain' {
    $plain = $report.Tasks | Out-String
    True (-not $plain.Contains([char]27)) 'plain'
    $PSStyle.OutputRendering = 'Ansi'
    try {
        $coloured = $report.Tasks | Out-String
        True ($coloured.Contains("$($PSStyle.Foreground.Red)doesNot$($PSStyle.Reset)")) 'red'
        True ($coloured.Contains("$($PSStyle.Foreground.Green)generalizes$($PSStyle.Reset)")) 'green'
    }
    finally { $PSStyle.OutputRendering = 'PlainText' }
}

Test 'What a model wrote cannot command the terminal' {
    $evil = [pscustomobject]@{ task = "t`e[2J"; model = "m`e]0;x`a"; novelty = 'seen'; output = "o`e[31m`u{202e}"; reference = 'r'; input = 'i' }
    $hostile = $evil | Invoke-GenEvaluation -WarningAction SilentlyContinue
    foreach ($text in ($hostile | Out-String), ($hostile | Format-Table | Out-String), ($hostile.Tasks | Out-String), ($hostile.Worst | Out-String), ($evil | Measure-GenScore -Prediction $evil.output | Out-String)) {
        True ($text -notmatch "[\e\a\u202e]") "no control characters in <$text>"
    }
}

Test 'Numbers are the same under every culture' {
    $expected = $report, $report.Tasks, $report.Levels.InterTask | ForEach-Object { $_ | Out-String }
    $before = [cultureinfo]::CurrentCulture
    try {
        foreach ($name in 'tr-TR', 'de-DE') {
            [cultureinfo]::CurrentCulture = $name
            $again = Invoke-GenEvaluation $Work/suites/scenario-legal -WarningAction SilentlyContinue
            Equal $expected ($again, $again.Tasks, $again.Levels.InterTask | ForEach-Object { $_ | Out-String }) $name
        }
    }
    finally { [cultureinfo]::CurrentCulture = $before }
}
