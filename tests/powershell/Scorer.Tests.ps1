# New-, Test-, Import- and Export-GenScorer, and a scorer as a metric.
$words = 'red', 'green', 'blue', 'black', 'white', 'grey', 'pink', 'brown', 'gold', 'silver'
$rated = foreach ($i in 0..119) {
    $right = $i % 3 -ne 0
    $word = $words[$i % 10]
    [pscustomobject]@{ task = "colours-$($i % 6)"; model = "m$($i % 2)"; input = "What is the colour of thing ${i}?"; reference = $word; output = $right ? "It is $word." : "It is $($words[($i * 7 + 3) % 10])."; rating = $right }
}
$rated | ForEach-Object { $_ | ConvertTo-Json -Compress } | Set-Content ratings.jsonl
$quiet = @{ WarningAction = 'SilentlyContinue' }

Test 'A scorer is trained from paths and from objects, written, read and used' {
    $scorer = New-GenScorer ratings.jsonl -Trainer linear @quiet
    Equal 'GenEval.Scoring.Learned.ScorerModel linear 120 6' "$($scorer.GetType().FullName) $($scorer.Card.Trainer) $($scorer.Card.Ratings) $($scorer.Card.Tasks)"
    $scorer | Export-GenScorer scorer.json -WhatIf
    True (-not (Test-Path scorer.json)) 'nothing was written'
    Equal scorer.json ($scorer | Export-GenScorer scorer.json -PassThru).Name
    $hash = (Get-FileHash scorer.json).Hash
    foreach ($way in { $rated | New-GenScorer -Trainer linear @quiet }, { Get-Item ratings.jsonl | New-GenScorer -Trainer linear @quiet }, { New-GenScorer -LiteralPath ratings.jsonl -Trainer linear @quiet }, { Import-GenScorer scorer.* }) {
        & $way | Export-GenScorer -LiteralPath again.json -Force
        Equal $hash (Get-FileHash again.json).Hash "$way"
    }
    $right = Measure-GenScore 'It is red.' red -Metric learned:scorer.json
    True ($right.Score -gt (Measure-GenScore 'It is blue.' red -Metric learned:scorer.json).Score) 'the right answer scores higher'
    $report = Invoke-GenEvaluation suites/scenario-legal -Metric learned:scorer.json @quiet
    Equal learned:scorer.json $report.Metric
    if ($Cli) {
        & dotnet $Cli scorer train ratings.jsonl --trainer linear --output cli.json --quiet > $null 2>&1
        Equal $hash (Get-FileHash cli.json).Hash 'the file of the command line'
    }
}

Test 'A scorer is tested, each of several too' {
    $card = Test-GenScorer ratings.jsonl -Scorer scorer.json @quiet
    Equal leakedItems ($card.Warnings.Code | Select-Object -First 1)
    Equal 120 ($rated | Test-GenScorer -Scorer (Import-GenScorer scorer.json) @quiet).Test.Ratings
    Equal 2 @(Import-GenScorer scorer.json, again.json | Test-GenScorer -Path ratings.jsonl @quiet).Count
    $card | Export-GenReport card.json
    Equal geneval.scorer/1 (Get-Content card.json -Raw | ConvertFrom-Json).schema
    foreach ($value in $card, (Import-GenScorer scorer.json)) {
        True (($value | Out-String) -match '(?m)^Finding +: .*(agrees)') 'a view'
        $shown = ($value | Format-List | Out-String -Width 100) + ($value | Format-Table | Out-String -Width 100)
        True ($shown -notmatch 'GenEval\.\w+\.|ReadOnly|Dictionary') "no type names in <$shown>"
    }
}

Test 'A scorer with embeddings is trained, tested and used with its model' {
    $vectors = $rated | ForEach-Object { $_.output, $_.reference, $_.input } | Sort-Object -Unique | ForEach-Object {
        $text = $_; @{ input = $text; embedding = @($words | ForEach-Object { [double]($text -match "\b$_\b") }) + 0.5 } | ConvertTo-Json -Compress
    }
    $vectors | Set-Content vectors.jsonl
    '{"model": "words", "endpoint": "fixture:vectors.jsonl"}' | Set-Content embedding.json
    New-GenScorer ratings.jsonl -Trainer linear -Embedding embedding.json @quiet | Export-GenScorer embedded.json
    $rated | New-GenScorer -Trainer linear -Embedding (Get-Item embedding.json) @quiet | Export-GenScorer again.json -Force
    Equal (Get-FileHash embedded.json).Hash (Get-FileHash again.json).Hash
    Equal 'words 11' ((Import-GenScorer embedded.json).Card.Embedding | ForEach-Object { "$($_.Model) $($_.Dimensions)" })
    Equal 120 (Test-GenScorer ratings.jsonl -Scorer embedded.json -Embedding embedding.json @quiet).Test.Ratings
    Equal 120 (Test-GenScorer ratings.jsonl -Scorer embedded.json -Embedding (New-GenModel words fixture:vectors.jsonl) @quiet).Test.Ratings
    $said = Fresh "Import-Module '$Module'; Set-Location '$Work'; Invoke-GenEvaluation ratings.jsonl -Metric learned:embedded.json -Embedding (New-GenModel words fixture:vectors.jsonl) -WhatIf"
    True ($said -match 'Performing the operation "Ask, about [\d,]+ tokens in" on target "learned:embedded\.json, \d+ calls to words"') $said
    True ((Measure-GenScore 'It is red.' red -Metric learned:embedded.json -Embedding embedding.json).Score -gt 0.5) 'a score'
    Equal notJudged (Measure-GenScore 'It is unheard of.' red -Metric learned:embedded.json -Embedding embedding.json).Reason
    Equal learned:embedded.json (Invoke-GenEvaluation ratings.jsonl -Metric learned:embedded.json -Embedding embedding.json @quiet | Select-Object -First 1).Metric
    $null = Fails EmbeddingMissing { Measure-GenScore red red -Metric learned:embedded.json }
    $null = Fails EmbeddingMismatch { Test-GenScorer ratings.jsonl -Scorer embedded.json -Embedding (New-GenModel letters -Endpoint http://localhost:9/v1) }
    $null = Fails ParameterArgumentTransformationError { New-GenScorer ratings.jsonl -Embedding nowhere.json }
    if ($Cli) {
        & dotnet $Cli scorer train ratings.jsonl --trainer linear --embedding embedding.json --output cli.json --quiet > $null 2>&1
        Equal (Get-FileHash embedded.json).Hash (Get-FileHash cli.json).Hash 'the file of the command line'
    }
}

Test 'Scorers say what is wrong' {
    $null = Fails TrainerUnknown { New-GenScorer ratings.jsonl -Trainer forest }
    $null = Fails TrainerUnsuited { New-GenScorer ratings.jsonl -Trainer linear -TextFeatures }
    $null = Fails TooFewRatings { $rated | Select-Object -First 5 | New-GenScorer }
    $null = Fails NoRatings { @{ task = 't'; output = 'x'; reference = 'y' } | New-GenScorer }
    $null = Fails ScorerInvalid { Import-GenScorer ratings.jsonl }
    $null = Fails PathNotFound { Import-GenScorer nowhere.json }
    $null = Fails ParameterArgumentTransformationError { Test-GenScorer ratings.jsonl -Scorer nowhere.json }
    $null = Fails FileExists { Import-GenScorer scorer.json | Export-GenScorer scorer.json }
    Equal 'fastTree fastForest' ((TabExpansion2 'New-GenScorer x -Trainer fast' 29).CompletionMatches.CompletionText -join ' ')
}

Test 'ML.NET trains where it is part of the module, and is loaded only then' {
    if (-not (Test-Path "$(Split-Path $Module)/module/bin/lib/GenEval.MLNet.dll")) { return }
    $said = Fresh @"
Import-Module '$Module'
`$ml = { @([Runtime.Loader.AssemblyLoadContext]::All.Assemblies | Where-Object { `$_.GetName().Name -like 'Microsoft.ML*' }).Count -gt 0 }
`$null = New-GenScorer '$Work/ratings.jsonl' -Trainer linear -WarningAction SilentlyContinue
& `$ml
New-GenScorer '$Work/ratings.jsonl' -Trainer fastTree -WarningAction SilentlyContinue | Export-GenScorer '$Work/tree.zip'
& `$ml
(Import-GenScorer '$Work/tree.zip').Card.Trainer
New-GenScorer '$Work/ratings.jsonl' -Trainer sdca -TextFeatures -WarningAction SilentlyContinue | Export-GenScorer '$Work/text.zip'
(Import-GenScorer '$Work/text.zip').Card.Settings['textFeatures'].Substring(0, 5)
(Measure-GenScore 'It is red.' red -Metric 'learned:$Work/text.zip').Score -gt 0
"@
    Equal "False`nTrue`nfastTree`nwords`nTrue" $said
}
