$report = Invoke-GenEvaluation $Work/suites/scenario-legal -WarningAction SilentlyContinue

Test 'A level that is reached is silent, or passed on' {
    Equal $null ($report | Assert-GenLevel intraTask)
    Equal $report.Model ($report | Assert-GenLevel IntraTask -PassThru).Model
    Equal $null (Assert-GenLevel -Report $report -Level recall -AllowInconclusive)
}

Test 'A level that is not says by how much' {
    $error_ = Fails LevelNotReached { $report | Assert-GenLevel interTask }
    Equal 'InvalidResult' $error_.CategoryInfo.Category
    True ("$error_" -match 'interTask.*0\.\d+ short of the threshold') "by how much in <$error_>"
    True ([object]::ReferenceEquals($error_.TargetObject, $report)) 'the target is the report'
    $null = Fails LevelNotReached { $report | Assert-GenLevel interTask -AllowInconclusive }
    $null = Fails LevelNotReached { $report | Assert-GenLevel recall }
    $null = Fails NoReport { $null = @() | Assert-GenLevel intraTask }
    $error_ = Fails CannotConvertArgumentNoMessage { $report | Assert-GenLevel across }
    True ("$error_" -match 'IntraTask') "the levels are named in <$error_>"
}

Test 'A script that fails its gate exits with 1' {
    Set-Content gate.ps1 "`$ErrorActionPreference = 'Stop'; Import-Module '$Module'; Invoke-GenEvaluation suites/scenario-legal -WarningAction SilentlyContinue | Assert-GenLevel interTask; 'not reached'"
    $output = & $PSHOME/pwsh -NoProfile -NonInteractive -File gate.ps1 2>&1
    Equal 1 $LASTEXITCODE 'exit code'
    True ("$output" -notmatch 'not reached') 'the script ended'
}
