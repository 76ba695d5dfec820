# samples/runbooks, each as a scheduler would start it.
$books = "$Root/samples/runbooks"
$summarizer = 'legal-summarizer (constructed)'
$fixture = 'fixture:suites/scenario-legal/responses/constructed.jsonl'

function Gate([string] $Endpoint, [string] $Level, [string[]] $More) {
    $output = & $PSHOME/pwsh -NoProfile -NonInteractive -File "$books/NightlyGate.ps1" -Suite suites/scenario-legal -Model $summarizer -Endpoint $Endpoint -Level $Level -Store night.db -Module $Module @More 2>&1 3>$null | Out-String
    [pscustomobject]@{ Code = $LASTEXITCODE; Said = $output }
}

Test 'The nightly gate passes, compares with the night before, and fails loudly' {
    $first = Gate $fixture IntraTask
    Equal 0 $first.Code $first.Said
    True ($first.Said -match 'IntraTask holds') "it says so in <$($first.Said)>"
    $null = [xml](Get-Content geneval-nightly/junit.xml -Raw)
    True ((Get-Content geneval-nightly/report.html -Raw) -match 'legal-summarizer') 'the page'
    True (-not (Test-Path geneval-nightly/comparison.json)) 'nothing to compare with yet'

    $second = Gate $fixture InterTask
    Equal 1 $second.Code $second.Said
    True ($second.Said -match 'interTask does not generalize') "by how much in <$($second.Said)>"
    Equal 0 (Get-Content geneval-nightly/comparison.json -Raw | ConvertFrom-Json).difference.estimate

    Get-Content suites/scenario-legal/responses/constructed.jsonl | ForEach-Object { $line = $_ | ConvertFrom-Json; $line.output = 'no'; $line | ConvertTo-Json -Compress } | Set-Content worse.jsonl
    $third = Gate fixture:worse.jsonl IntraTask -AllowInconclusive
    Equal 1 $third.Code $third.Said
    True ($third.Said -match 'got worse since') "so it is said in <$($third.Said)>"

    Equal 3 (Gate http://127.0.0.1:1 IntraTask).Code 'a dead endpoint'
    $wrong = Gate fixture:nowhere.jsonl IntraTask
    Equal 2 $wrong.Code $wrong.Said
}

Test 'The unattended gate asks nobody, says what it found as JSON, and ends with an error where it fails' {
    $common = '-NoProfile', '-NonInteractive', '-File', "$books/UnattendedGate.ps1", '-Suite', 'suites/scenario-legal', '-Model', $summarizer, '-Endpoint', $fixture, '-Store', "$Work/unattended.db", '-Module', $Module
    $found = & $PSHOME/pwsh @common -Level IntraTask
    Equal 0 $LASTEXITCODE
    $found = $found | ConvertFrom-Json
    Equal 'TaskSpecialist Generalizes' "$($found.diagnosis) $($found.verdict)"
    Equal $found.run (Get-GenRun latest -Store unattended.db).Id
    $said = & $PSHOME/pwsh @common -Level InterTask 2>&1 | Out-String
    Equal 1 $LASTEXITCODE
    True ($said -match 'interTask does not generalize') "why in <$said>"
}

Test 'The gate of the workflow runs as it is written' {
    $step = [regex]::Match((Get-Content "$books/geneval.yml" -Raw), '(?ms)- name: Gate\s.*?run: \|\n(.*?)^      - ').Groups[1].Value -replace '(?m)^ {10}', ''
    True ($step -match 'NightlyGate') "the step in <$step>"
    $null = New-Item -ItemType Directory checkout/samples
    Copy-Item $books checkout/samples -Recurse
    Copy-Item suites checkout -Recurse
    # The one thing that differs from the workflow: where the module was built.
    Set-Content checkout/step.ps1 $step.Replace('-Level InterTask', '-Level IntraTask').Replace('./geneval-module/GenEval/GenEval.psd1', $Module)
    $env:SUITE, $env:MODEL, $env:ENDPOINT = 'suites/scenario-legal', $summarizer, $fixture
    Push-Location checkout
    try {
        $said = & $PSHOME/pwsh -NoProfile -NonInteractive -File step.ps1 2>&1 | Out-String
        Equal 0 $LASTEXITCODE $said
        True (Test-Path geneval-nightly/junit.xml) 'the files that the workflow uploads'
    }
    finally {
        Pop-Location
        Remove-Item Env:SUITE, Env:MODEL, Env:ENDPOINT
    }
}
