if ($Cli) {
    Test 'The command line gives the same document' {
        foreach ($arguments in @(, @('suites/scenario-legal')), @('suites/scenario-legal', 'suites/scenario-translation'), @('suites/scenario-translation', '--metric', 'f1', 'exact_match', '--threshold', '0.3', '--confidence', '0.9', '--seed', '5', '--unscored', 'zero')) {
            $arguments = @($arguments | ForEach-Object { $_ })
            $parameters = @{ WarningAction = 'SilentlyContinue' }
            $paths = @($arguments | Where-Object { $_ -like 'suites/*' })
            if ($arguments -contains '--metric') { $parameters += @{ Metric = 'f1', 'exact_match'; Threshold = 0.3; Confidence = 0.9; Seed = 5; Unscored = 'Zero' } }
            Invoke-GenEvaluation $paths @parameters | Export-GenReport same.json -Force
            $expected = & dotnet $Cli evaluate @arguments --format json --quiet | Out-String
            Equal $expected.Trim() (Get-Content same.json -Raw).Trim() "$arguments"
        }
    }

    Test 'Objects of the pipeline give the same document as their file' {
        $lines = foreach ($i in 1..200) { @{ task = "t$($i % 9)"; novelty = ('seen', 'unseen')[$i % 9 % 2]; instance = "$i"; input = "$i"; output = "a b $($i % 3)"; references = @('a b 0', 'a c'); repeat = 0 } | ConvertTo-Json -Compress }
        $lines | Set-Content same.jsonl
        $lines | ConvertFrom-Json | Invoke-GenEvaluation -WarningAction SilentlyContinue | Export-GenReport same.json -Force
        Equal (& dotnet $Cli evaluate same.jsonl --format json --quiet | Out-String).Trim() (Get-Content same.json -Raw).Trim()
    }

    Test 'Comparisons, power studies and checks are the documents of the command line' {
        foreach ($m in 'a', 'b') { 1..60 | ForEach-Object { $i = $_; @{ model = $m; task = "t$($i % 6)"; novelty = ('seen', 'unseen')[$i % 2]; instance = "$i"; reference = 'yes'; output = ('yes', 'no')[($i * 7 % 10) -ge ($m -eq 'a' ? 8 : 4)] } | ConvertTo-Json -Compress } | Set-Content "$m.jsonl" }
        Set-Content corpus.txt (Import-GenSuite suites/scenario-legal).Instances[0].Input
        $pairs = @(
            , @({ Compare-GenRun a.jsonl, b.jsonl -Baseline -Metric exact_match }, 'compare a.jsonl b.jsonl --baseline --metric exact_match')
            , @({ Measure-GenPower -From a.jsonl -Metric exact_match -Difference 0.1 }, 'power --from a.jsonl --metric exact_match --difference 0.1')
            , @({ Test-GenSuite suites/scenario-legal -Corpus corpus.txt -Metric f1 }, 'check suites/scenario-legal --corpus corpus.txt --metric f1')
        )
        foreach ($pair in $pairs) {
            & $pair[0] 3> $null | Export-GenReport same.json -Force
            $expected = & dotnet $Cli @($pair[1] -split ' ') --format json --quiet | Out-String
            Equal $expected.Trim().Replace("$Work/", '') (Get-Content same.json -Raw).Trim().Replace("$Work/", '') $pair[1]
        }
    }
}
