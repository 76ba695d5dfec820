# The examples of docs/en-US, run line by line in a fresh pwsh: what the pages show is what comes out.
$mark = '@@@'
foreach ($page in Get-ChildItem "$Root/docs/en-US/*-*.md") {
    Test "The examples of $($page.BaseName) show what they do" {
        $text = Get-Content $page -Raw
        $blocks = [regex]::Matches($text, '(?s)```powershell\n(.*?)```')
        $commands = foreach ($block in $blocks) { $block.Groups[1].Value -split "`n" | Where-Object { $_ -like 'PS> *' } | ForEach-Object { $_.Substring(4) } }
        $script = "Remove-Item Env:OPENAI_API_KEY, Env:GENEVAL_STORE -ErrorAction Ignore; `$PSStyle.OutputRendering = 'PlainText'; Set-Location '$Work'; Import-Module '$Module'`n" +
            (($commands | ForEach-Object { "'$mark'`n. { $_ } | Out-String -Width 100 -Stream" }) -join "`n")
        $outputs = @((Fresh $script) -split "(?m)^$mark\r?\n?" | Select-Object -Skip 1)
        Equal $commands.Count $outputs.Count 'commands that ran'
        $next = 0
        $actual = [regex]::Replace($text, '(?s)```powershell\n(.*?)```', {
                param($block)
                $lines = foreach ($command in $block.Groups[1].Value -split "`n" | Where-Object { $_ -like 'PS> *' }) {
                    $command
                    $shown = $outputs[$script:next++].Replace($Work, '~') -split "`n" | ForEach-Object TrimEnd
                    $shown = ($shown -join "`n").Trim("`n")
                    if ($shown) { ''; $shown; '' }
                }
                '```powershell' + "`n" + ($lines -join "`n").TrimEnd() + "`n" + '```'
            }.GetNewClosure())
        if ($Accept -and $actual -cne $text) { Set-Content $page $actual -NoNewline; $text = $actual }
        Equal $text $actual
        Get-ChildItem $Work -File | Remove-Item
    }
}
