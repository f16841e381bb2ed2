// Command gorgon runs Python programs.
package main

import (
	"os"

	"gorgon/vm"
)

func main() {
	os.Exit(vm.Main(os.Args))
}
