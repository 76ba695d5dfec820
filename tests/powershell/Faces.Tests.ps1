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
}
