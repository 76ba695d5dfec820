Test 'A suite is an object with its tasks and instances' {
    $suite = Import-GenSuite suites/scenario-legal
    Equal 'scenario-legal' $suite.Name
    Equal 14 $suite.Tasks.Count
    True ($suite.Instances.Count -gt 0) 'it has instances'
    Equal $suite.Name (Get-Item suites/scenario-legal | Import-GenSuite).Name
    Equal 2 @('suites/scenario-legal', 'suites/scenario-translation' | Import-GenSuite).Count
    Equal 2 @(Import-GenSuite suites/scenario-*).Count
    Equal 1 @(Import-GenSuite -LiteralPath suites/scenario-legal).Count
}

Test 'What is no suite is an error of its own and the others are read' {
    $found = Import-GenSuite nowhere, suites, suites/scenario-legal -ErrorVariable errors -ErrorAction SilentlyContinue
    Equal 'scenario-legal' $found.Name
    Equal 'PathNotFound PathNotFound' (($errors.FullyQualifiedErrorId | ForEach-Object { $_.Split(',')[0] }) -join ' ')
}
