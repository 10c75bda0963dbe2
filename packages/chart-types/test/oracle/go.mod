module helmwright.dev/template-oracle

go 1.24
