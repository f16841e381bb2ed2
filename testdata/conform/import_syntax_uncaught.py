# A module with a SyntaxError ends the program.
print("start")
import pkgs_basic.badsyntax
