Test '100,000 objects go through Measure-GenScore one by one' {
    $count = 0
    1..100000 | ForEach-Object { [pscustomobject]@{ Prediction = "answer $_"; Reference = 'answer 7' } } | Measure-GenScore -Metric exact_match | ForEach-Object { $count++ }
    Equal 100000 $count
}

Test 'Select-Object -First ends the pipeline at once' {
    $made = 0
    $first = 1..100000 | ForEach-Object { $made++; [pscustomobject]@{ Prediction = 'a'; Reference = 'a' } } | Measure-GenScore | Select-Object -First 1
    Equal 1 $first.Score
    Equal 1 $made 'objects made'
}

Test 'A pipeline of 100,000 records is evaluated' {
    $records = 1..100000 | ForEach-Object { [pscustomobject]@{ task = "t$($_ % 50)"; novelty = 'unseen'; instance = "$_"; output = "a $($_ % 7)"; reference = 'a 0' } }
    Equal 100000 ($records | Invoke-GenEvaluation -Metric exact_match -WarningAction SilentlyContinue).Counts.Records
}

Test 'Stopping a pipeline, as Ctrl+C does, ends the evaluation soon' {
    $line = '{"task":"t","novelty":"seen","input":"i","reference":"' + ('a b c d e f g h ' * 60) + '","output":"' + ('h g f e d c b a ' * 60) + '","instance":"'
    [IO.File]::WriteAllLines("$Work/large.jsonl", [string[]](1..60000 | ForEach-Object { "$line$_`"}" }))
    $session = [powershell]::Create([System.Management.Automation.RunspaceMode]::NewRunspace)
    try {
        $null = $session.AddScript("Import-Module '$Module'; Invoke-GenEvaluation '$Work/large.jsonl' -Metric rougeL, chrf, bleu -WarningAction SilentlyContinue")
        $running = $session.BeginInvoke()
        Start-Sleep -Milliseconds 3000
        True (-not $running.IsCompleted) 'it is still running'
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $session.Stop()
        Write-Verbose "stopped after $($watch.ElapsedMilliseconds) ms" -Verbose
        Equal 'Stopped' $session.InvocationStateInfo.State
        True ($watch.ElapsedMilliseconds -lt 5000) "it ended $($watch.ElapsedMilliseconds) ms after the stop"
    }
    finally { $session.Dispose() }
}
