# New-GenModel, Invoke-GenEvaluation -Model and the run store, on recorded answers as a model.
$quiet = @{ WarningAction = 'SilentlyContinue' }
$summarizer = 'legal-summarizer (constructed)'
$secret = 'sk-test-0123456789abcdef'
$model = New-GenModel $summarizer fixture:suites/scenario-legal/responses/constructed.jsonl
$recorded = Invoke-GenEvaluation suites/scenario-legal @quiet
function Json($Report) { $Report | Export-GenReport shown.json -Force; Get-Content shown.json -Raw }

Test 'A suite and a model become the report of the recorded answers, by path, suite, and pipeline' {
    $expected = Json $recorded
    Equal $expected (Json (Invoke-GenEvaluation suites/scenario-legal -Model $model -Store a.db @quiet)) 'path'
    Equal $expected (Json (Invoke-GenEvaluation -Suite (Import-GenSuite suites/scenario-legal) -Model $model -Store a.db -Concurrency 2 @quiet)) 'suite'
    Equal $expected (Json (Import-GenSuite suites/scenario-legal | Invoke-GenEvaluation -Model $model -Store a.db -ThrottleLimit 1 @quiet)) 'pipeline'
    Equal 3 @(Get-GenRun -Store a.db | Where-Object State -EQ complete).Count
}

Test 'WhatIf is a preview of what is sent, and makes nothing' {
    $said = pwsh -NoProfile -NonInteractive -Command "Import-Module '$Module'; Invoke-GenEvaluation suites/scenario-legal -Model (New-GenModel '$summarizer' fixture:suites/scenario-legal/responses/constructed.jsonl) -Store none.db -Inputs 3 -WhatIf" | Out-String
    True ($said -match '42 prompts \(14 tasks x 3 inputs x 1 wording\), model legal-summarizer') "the plan in <$said>"
    True ($said -match 'Send, about [\d,]+ tokens in and at most [\d,]+ out') "the cost in <$said>"
    True (-not (Test-Path none.db)) 'no store'
}

Test 'A stopped pipeline leaves a run that is resumed, also through the pipeline' {
    $lines = 1..150 | ForEach-Object { @{ task = 't'; id = "$_"; input = "question $_"; references = @('a') } | ConvertTo-Json -Compress }
    $null = New-Item -ItemType Directory slow
    Set-Content slow/suite.json '{"name":"slow"}'
    Set-Content slow/tasks.jsonl '{"id":"t","novelty":"seen","instructions":[{"id":"i","text":"Answer."}]}'
    Set-Content slow/instances.jsonl $lines
    # A server that takes its time: Ctrl+C comes in the middle.
    $probe = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
    $probe.Start()
    $port = $probe.LocalEndpoint.Port
    $probe.Stop()
    $listener = [Net.HttpListener]::new()
    $listener.Prefixes.Add("http://127.0.0.1:$port/")
    $listener.Start()
    $server = Start-ThreadJob -ArgumentList $listener {
        param($listener)
        $answer = [Text.Encoding]::ASCII.GetBytes('{"choices":[{"message":{"role":"assistant","content":"a"},"finish_reason":"stop"}]}')
        while ($listener.IsListening) {
            $context = $listener.GetContext()
            Start-Sleep -Milliseconds 15
            try {
                $context.Response.ContentType = 'application/json'
                $context.Response.Close($answer, $true)
            }
            catch { "the client has gone: $_" }
        }
    }
    try {
        $session = [powershell]::Create([System.Management.Automation.RunspaceMode]::NewRunspace)
        $null = $session.AddScript("Import-Module '$Module'; Set-Location '$Work'; Invoke-GenEvaluation slow -Model (New-GenModel m http://127.0.0.1:$port -TimeoutSec 5) -Store slow.db -ThrottleLimit 2 -Metric exact_match")
        $null = $session.BeginInvoke()
        $patience = [Diagnostics.Stopwatch]::StartNew()
        while ((Get-GenRun -Store slow.db -ErrorAction Ignore).Counts.Done -lt 5) { Start-Sleep -Milliseconds 100; True ($patience.Elapsed.TotalMinutes -lt 2) 'answers come' }
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $session.Stop()
        Write-Verbose "stopped after $($watch.ElapsedMilliseconds) ms" -Verbose
        True ($watch.ElapsedMilliseconds -lt 5000) 'it stopped soon'
        $session.Dispose()
        $run = Get-GenRun latest -Store slow.db
        Equal 'incomplete' $run.State
        True ($run.Counts.Done -ge 5 -and $run.Counts.Done -lt 150) "$($run.Counts.Done) answers are kept"
        $report = Get-GenRun latest -Store slow.db | Invoke-GenEvaluation -Model (New-GenModel m http://127.0.0.1:$port -TimeoutSec 5) -Store slow.db -Metric exact_match @quiet
        Equal '150 150 1' "$($report.Counts.Records) $($report.Counts.Scored) $($report.Levels.IntraTask.Estimate)"
        Equal 1 @(Get-GenRun -Store slow.db).Count
        Equal complete (Get-GenRun $run.Id -Store slow.db).State
    }
    finally { $listener.Close(); $server | Remove-Job -Force }
}

Test 'A run that cannot go on is an error, and what there is is reported' {
    $report = Invoke-GenEvaluation suites/scenario-legal -Model (New-GenModel m http://127.0.0.1:1 -Retries 0) -Store dead.db -ErrorVariable problem -ErrorAction SilentlyContinue @quiet
    Equal 'RunIncomplete' ($problem[-1].FullyQualifiedErrorId -split ',')[0]
    True ($problem[-1].ErrorDetails.RecommendedAction -match '-Resume') 'what to do next'
    Equal '112 0' "$($report.Counts.Records) $($report.Counts.Scored)"
    $null = Fails RunIncomplete { Invoke-GenEvaluation suites/scenario-legal -Model (New-GenModel m http://127.0.0.1:1 -Retries 0) -Store dead.db @quiet }
    $null = Fails ResumeMismatch { Invoke-GenEvaluation -Resume latest -Model (New-GenModel other http://127.0.0.1:1) -Store dead.db }
    $null = Fails RunMissing { Invoke-GenEvaluation -Resume nosuch -Model $model -Store dead.db }
}

Test 'A key is shown nowhere' {
    $secure = ConvertTo-SecureString $secret -AsPlainText -Force
    $env:GENEVAL_TEST_KEY = $secret
    try {
        $models = (New-GenModel m http://127.0.0.1:1 -ApiKey $secure -Verbose 4>&1 -Retries 0), (New-GenModel m http://127.0.0.1:1 -ApiKeyEnv GENEVAL_TEST_KEY -Verbose 4>&1 -Retries 0), (New-GenModel m http://127.0.0.1:1 -ApiKey ([pscredential]::new('me', $secure)))
    }
    finally { Remove-Item Env:GENEVAL_TEST_KEY }
    $shown = @($models | ForEach-Object { $_ | Out-String; $_ | Format-List * | Out-String; "$_" })
    foreach ($one in $models | ForEach-Object { $_ } | Where-Object { $_ -isnot [System.Management.Automation.VerboseRecord] }) {
        $shown += $one | ConvertTo-Json -Depth 9
        $shown += $one.Key | Format-List * -Force | Out-String
        $shown += $one.Key.psobject.Properties.Value
        $shown += Invoke-GenEvaluation suites/scenario-legal -Model $one -Store key.db -Inputs 1 -Verbose -ErrorAction Continue *>&1 | Out-String
    }
    $shown += & { try { New-GenModel m http://127.0.0.1:1 -ApiKey $secret } catch { "$_"; $_ | Format-List * -Force | Out-String; $_.ErrorDetails } }
    True (($shown | Out-String).Length -gt 1000) 'something was shown'
    True (-not ($shown | Out-String).Contains($secret)) 'the key is not in it'
    True (-not [Text.Encoding]::UTF8.GetString([IO.File]::ReadAllBytes("$Work/key.db")).Contains($secret)) 'the key is not in the store'
}

Test 'A model that cannot work is an error before anything is sent' {
    $null = Fails EndpointInvalid { New-GenModel m ftp://x }
    $null = Fails EndpointInvalid { New-GenModel m https://me:pw@x }
    $null = Fails FixtureInvalid { New-GenModel m fixture:nowhere.jsonl }
    $null = Fails FixtureInvalid { New-GenModel m fixture:suites/scenario-legal/responses/constructed.jsonl }
    $null = Fails ModelOptionInvalid { New-GenModel m http://x -ThrottleLimit 0 }
    $null = Fails ApiKeyInvalid { New-GenModel m http://x -ApiKey (ConvertTo-SecureString 'a b' -AsPlainText -Force) }
    $null = Fails ParameterArgumentTransformationError { New-GenModel m http://x -ApiKey plain }
}

Test 'Runs are listed, shown, scored again, exported, imported and removed' {
    $null = Invoke-GenEvaluation suites/scenario-legal -Model $model -Store b.db @quiet
    $run = Get-GenRun -Store b.db
    Equal 'GenEval.Runs.RunInfo complete 112' "$($run.GetType().FullName) $($run.State) $($run.Counts.Done)"
    Equal $run.Id (Get-GenRun "$($run.Id.Substring(0, 4))*" -Store b.db).Id
    Equal 1 @(Get-GenRun -Model legal* -Suite *legal -Store b.db).Count
    Equal 0 @(Get-GenRun -Model other -Store b.db).Count
    Equal (Json $recorded) (Json ($run | Invoke-GenEvaluation -Store b.db @quiet)) 'through the pipeline'
    Equal (Json $recorded) (Json (Invoke-GenEvaluation run:latest -Store b.db @quiet)) 'as a path'
    $comparison = $run, (Get-Item suites/scenario-legal) | Compare-GenRun -Store b.db @quiet
    Equal 112 $comparison.Pairs
    foreach ($shown in ($run | Out-String -Width 100), ($run | Format-List | Out-String)) { True ($shown -match $run.Id -and $shown -notmatch 'GenEval\.') "a view of a run in <$shown>" }

    $run | Export-GenRun -Path b.jsonl.gz -Store b.db -WhatIf
    True (-not (Test-Path b.jsonl.gz)) 'nothing was written'
    Equal b.jsonl.gz ($run | Export-GenRun -Path b.jsonl.gz -Store b.db -PassThru).Name
    $null = Fails FileExists { Export-GenRun latest b.jsonl.gz -Store b.db }
    Export-GenRun latest b.jsonl.gz -Store b.db -Force
    $null = New-Item -ItemType Directory archive
    Get-GenRun -Store b.db | Export-GenRun -LiteralPath archive -Store b.db
    Import-GenRun b.jsonl.gz -Store c.db -WhatIf
    True (-not (Test-Path c.db)) 'no store was made'
    Equal $run.Id (Get-ChildItem archive | Import-GenRun -Store c.db).Id
    $null = Fails RunExists { Import-GenRun b.jsonl.gz -Store c.db }
    $null = Fails RunArchiveInvalid { Import-GenRun suites/scenario-legal/tasks.jsonl -Store c.db }
    Equal 112 (Get-GenRun latest -Store c.db).Counts.Done

    Remove-GenRun latest -Store c.db -WhatIf
    Equal 1 @(Get-GenRun -Store c.db).Count
    Equal $run.Id (Get-GenRun -Store c.db | Remove-GenRun -Store c.db -Confirm:$false -PassThru).Id
    Equal 0 @(Get-GenRun -Store c.db).Count
    $null = Fails RunMissing { Get-GenRun latest -Store c.db }
    $null = Fails RunStoreMissing { Get-GenRun -Store nowhere.db }
}

Test 'Runs, models and suites of the store are completed' {
    $env:GENEVAL_STORE = "$Work/b.db"
    try {
        $run = Get-GenRun latest
        function Completions([string] $Line) { (TabExpansion2 $Line $Line.Length).CompletionMatches.CompletionText }
        Equal $run.Id (Completions "Get-GenRun $($run.Id.Substring(0, 3))")
        Equal $run.Id (Completions "Remove-GenRun -Id ")
        Equal "'$summarizer'" (Completions 'Get-GenRun -Model leg')
        Equal 'scenario-legal' (Completions 'Get-GenRun -Suite ')
        Equal "'$summarizer'" (Completions 'New-GenModel ')
    }
    finally { Remove-Item Env:GENEVAL_STORE }
}
