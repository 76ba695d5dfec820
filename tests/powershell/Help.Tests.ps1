foreach ($command in Get-Command -Module GenEval) {
    Test "Get-Help $($command.Name) has everything" {
        $help = Get-Help $command.Name -Full
        True ($help.Synopsis.Length -gt 20 -and $help.Synopsis -notmatch '\[<CommonParameters>\]') 'a synopsis of its own'
        True (($help.description.Text -join '').Length -gt 50) 'a description'
        True (@($help.examples.example).Count -ge 2) 'two examples'
        True (@($help.relatedLinks.navigationLink).Count -ge 1) 'related links'
        $common = [System.Management.Automation.Cmdlet]::CommonParameters + [System.Management.Automation.Cmdlet]::OptionalCommonParameters
        $named = $command.Parameters.Values.Name | Where-Object { $_ -notin $common -or $_ -in 'WhatIf', 'Confirm' } | Sort-Object
        Equal $named ($help.parameters.parameter.name | Sort-Object) 'parameters'
        foreach ($parameter in $help.parameters.parameter) { True ($parameter.description.Text) "-$($parameter.name) is described" }
        Equal $command.ParameterSets.Count @($help.syntax.syntaxItem).Count 'parameter sets'
    }

    Test "The page of $($command.Name) has the syntax that PowerShell sees" {
        $page = Get-Content "$Root/docs/en-US/$($command.Name).md" -Raw
        $written = ($page -split '```')[1].Trim() -split "`n" | Sort-Object
        $seen = (Get-Command $command.Name -Syntax).Trim() -split '\r?\n' | Where-Object { $_ } | Sort-Object
        Equal $seen $written
    }
}

Test 'The topics are found and have a synopsis' {
    $topics = Get-ChildItem "$Root/docs/en-US/about_*.md" | ForEach-Object BaseName | Sort-Object
    Equal $topics ((Get-Help about_GenEval*).Name | Sort-Object)
    foreach ($topic in Get-Help about_GenEval*) { True ($topic.Synopsis -cnotmatch 'SHORT DESC|^$') "$($topic.Name) has a synopsis" }
    True ((Get-Help about_GenEval_Levels) -match 'interTask') 'its text is shown'
}
